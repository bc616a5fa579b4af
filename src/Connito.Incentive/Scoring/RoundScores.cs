using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Incentive.Scoring;

/// <summary>One miner's part in a round, as a validator saw it.</summary>
/// <param name="Uid">Its slot.</param>
/// <param name="Hotkey">Who holds the slot in this round.</param>
/// <param name="CommittedAt">The block of its hidden commitment; null if it made none.</param>
/// <param name="ShardHash">The hash it committed to; null if it never revealed one.</param>
/// <param name="Outcome">What came of its submission.</param>
public sealed record RoundEntry(Uid Uid, Hotkey Hotkey, BlockNumber? CommittedAt, string? ShardHash, SubmissionOutcome Outcome);

/// <summary>A miner's points of one round and, if there are none, why.</summary>
/// <param name="Uid">Its slot.</param>
/// <param name="Hotkey">Who holds the slot.</param>
/// <param name="Score">Points, zero or more.</param>
/// <param name="Reason">Why the score is zero; null if it is not.</param>
public sealed record MinerScore(Uid Uid, Hotkey Hotkey, double Score, string? Reason);

/// <summary>Every judged miner's points of one round, by uid.</summary>
/// <param name="Round">The block that names the round.</param>
/// <param name="Miners">Those that were judged; a miner that we failed to evaluate is absent, so that its history stays as it was.</param>
/// <remarks>Uids take no part in the arithmetic: who holds which slot never changes a score.</remarks>
public sealed record RoundScores(BlockNumber Round, ImmutableArray<MinerScore> Miners)
{
    /// <exception cref="ArgumentException">A uid or a hotkey comes twice.</exception>
    public static RoundScores Of(BlockNumber round, IEnumerable<RoundEntry> entries, ScoreRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var given = entries.OrderBy(entry => entry.Uid).ToImmutableArray();
        Check(given);

        var originals = Originals(given);
        var measured = given
            .Where(entry => originals.Contains(entry.Hotkey) && Measure(entry, rule) > 0)
            .ToDictionary(entry => entry.Hotkey, entry => (Measure: Measure(entry, rule), entry.CommittedAt));
        var winners = given
            .Where(entry => measured.TryGetValue(entry.Hotkey, out var own) && KeepsTie(own, measured.Values, rule.Ties))
            .Select(entry => entry.Hotkey).ToImmutableArray();
        var points = winners
            .Zip(rule.Points([.. winners.Select(hotkey => measured[hotkey].Measure)]))
            .ToDictionary(pair => pair.First, pair => pair.Second);

        return new RoundScores(round, [.. given
            .Where(entry => entry.Outcome is not SubmissionOutcome.NotEvaluated)
            .Select(entry => Scored(entry, points, originals, measured.ContainsKey(entry.Hotkey)))]);
    }

    private static double Measure(RoundEntry entry, ScoreRule rule) =>
        entry.Outcome is SubmissionOutcome.Evaluated evaluated ? rule.Measure(evaluated.Evidence) : 0;

    /// <summary>Those whose shard is not a copy. A rejected submission proves nothing, so it takes the hash from nobody.</summary>
    private static HashSet<Hotkey> Originals(ImmutableArray<RoundEntry> entries)
    {
        var committed = entries.Where(entry => entry.Outcome is not SubmissionOutcome.Rejected && entry is { ShardHash: not null, CommittedAt: not null });
        return [.. CopyRule
            .KeepOriginals(committed.Select(entry => new CommittedShard(entry.Hotkey, entry.ShardHash!, entry.CommittedAt!.Value)))
            .Select(shard => shard.Hotkey)];
    }

    private static bool KeepsTie(
        (double Measure, BlockNumber? CommittedAt) own, IEnumerable<(double Measure, BlockNumber? CommittedAt)> all, TieRule rule)
    {
        var tied = all.Where(other => other.Measure == own.Measure).ToArray();
        if (tied.Length == 1)
            return true;
        return rule == TieRule.EarlierCommitScores && tied.Count(other => other.CommittedAt <= own.CommittedAt) == 1;
    }

    private static MinerScore Scored(RoundEntry entry, Dictionary<Hotkey, double> points, HashSet<Hotkey> originals, bool isMeasured)
    {
        var score = points.GetValueOrDefault(entry.Hotkey);
        var reason = (score, entry.Outcome) switch
        {
            ( > 0, _) => null,
            (_, SubmissionOutcome.Rejected rejected) => rejected.Reason,
            _ when !originals.Contains(entry.Hotkey) => "The shard is not this hotkey's: another committed it first, or none was committed.",
            (_, SubmissionOutcome.Evaluated evaluated) when !isMeasured =>
                $"The evidence supports no gain: mean {evaluated.Evidence.MeanGain:g4}, lower bound {evaluated.Evidence.LowerBound:g4} nats per token.",
            _ => "Others measure better, or exactly the same and committed no later.",
        };
        return new MinerScore(entry.Uid, entry.Hotkey, score, reason);
    }

    private static void Check(ImmutableArray<RoundEntry> entries)
    {
        if (entries.GroupBy(entry => entry.Uid).FirstOrDefault(same => same.Count() > 1) is { } uid)
            throw new ArgumentException($"Uid {uid.Key} comes {uid.Count()} times in a round: one entry a miner is wanted.", nameof(entries));
        if (entries.GroupBy(entry => entry.Hotkey).FirstOrDefault(same => same.Count() > 1) is { } hotkey)
            throw new ArgumentException($"Hotkey {hotkey.Key} comes {hotkey.Count()} times in a round: one entry a miner is wanted.", nameof(entries));
    }
}
