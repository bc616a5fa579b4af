using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Incentive.Scoring;

/// <summary>A miner's points of the latest rounds that judged it.</summary>
/// <param name="Hotkey">Who earned them.</param>
/// <param name="Points">At most <see cref="ScoreHistory.Window"/>, oldest round first.</param>
public sealed record MinerHistory(Hotkey Hotkey, ImmutableArray<ScorePoint> Points)
{
    /// <summary>Mean of the points; a zero counts as a point. Zero without any.</summary>
    public double Average => Points.IsEmpty ? 0 : Points.Average(point => point.Score);

    /// <summary>Whether that round judged the miner.</summary>
    public bool HasRound(BlockNumber round) => Points.Any(point => point.Round == round);
}

/// <summary>The points of one round.</summary>
public readonly record struct ScorePoint(BlockNumber Round, double Score);

/// <summary>Points over rounds, by slot: what weights are made of, so that one round of luck or of bad luck does not decide.</summary>
/// <remarks>Source: the network's protocol, "Finalize": the mean of the last eight points; a changed hotkey clears its slot.</remarks>
public sealed record ScoreHistory(ImmutableSortedDictionary<Uid, MinerHistory> Miners)
{
    /// <summary>Points that count, and that are kept.</summary>
    public const int Window = 8;

    /// <summary>A history without a round.</summary>
    public static ScoreHistory Empty { get; } = new(ImmutableSortedDictionary<Uid, MinerHistory>.Empty);

    /// <summary>The history with a round's scores; adding the same round again replaces its points, so that a restart changes nothing.</summary>
    public ScoreHistory Add(RoundScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var miners = Miners.ToBuilder();
        foreach (var (uid, miner) in Miners)
            miners[uid] = miner with { Points = miner.Points.RemoveAll(point => point.Round == scores.Round) };

        foreach (var score in scores.Miners)
        {
            var points = miners.TryGetValue(score.Uid, out var miner) && miner.Hotkey == score.Hotkey ? miner.Points : [];
            points = [.. points.Add(new ScorePoint(scores.Round, score.Score)).OrderBy(point => point.Round).TakeLast(Window)];
            miners[score.Uid] = new MinerHistory(score.Hotkey, points);
        }

        return new ScoreHistory(miners.ToImmutable());
    }

    /// <summary>The history of the slots whose hotkey is still the one that earned it.</summary>
    /// <param name="holders">Who holds each slot now; a slot that is not named has nobody.</param>
    public ScoreHistory HeldBy(IReadOnlyDictionary<Uid, Hotkey> holders) =>
        new(Miners.Where(pair => holders.TryGetValue(pair.Key, out var holder) && holder == pair.Value.Hotkey).ToImmutableSortedDictionary());
}
