using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;
using static Connito.Incentive.Tests.Scoring.Samples;

namespace Connito.Incentive.Tests.Scoring;

public class RoundScoresTests
{
    private static readonly BlockNumber Round = new(100);

    [Fact]
    public void The_best_three_score_by_rank_under_the_reference_rule()
    {
        var scores = RoundScores.Of(
            Round, [Entry(0, Gained(0.1)), Entry(1, Gained(0.4)), Entry(2, Gained(0.3)), Entry(3, Gained(0.2)), Entry(4, Gained(-1))], RankRule.Reference);

        Assert.Equal([0, 2.25, 1.5, 1.0, 0], scores.Miners.Select(miner => miner.Score));
    }

    [Fact]
    public void Equal_results_score_nothing_under_the_reference_rule()
    {
        var scores = RoundScores.Of(Round, [Entry(0, Gained(0.4), 10), Entry(1, Gained(0.4), 12), Entry(2, Gained(0.3))], RankRule.Reference);

        Assert.Equal([0, 0, 2.25], scores.Miners.Select(miner => miner.Score));
    }

    [Fact]
    public void Of_equal_results_the_earlier_commit_keeps_its_score_under_ours()
    {
        var scores = RoundScores.Of(Round, [Entry(0, Gained(0.4), 12), Entry(1, Gained(0.4), 10), Entry(2, Gained(0.3))], new RankRule());

        Assert.Equal([0, 2.25, 1.5], scores.Miners.Select(miner => miner.Score));
    }

    [Fact]
    public void Evidence_is_paid_by_its_lower_bound_and_not_by_its_mean()
    {
        var scores = RoundScores.Of(
            Round, [Entry(0, Gained(0.3, standardError: 0.14)), Entry(1, Gained(0.2, standardError: 0.01)), Entry(2, Gained(0.1, standardError: 0.06))],
            new EvidenceRule());

        Assert.Equal(ProofOfLoss.Score(0.02), scores.ScoreOf(0), 12);
        Assert.Equal(ProofOfLoss.Score(0.18), scores.ScoreOf(1), 12);
        Assert.Equal(0, scores.ScoreOf(2));
        Assert.Contains("no gain", scores.Miners[2].Reason);
    }

    [Fact]
    public void A_rejected_miner_scores_zero_and_one_we_failed_to_evaluate_gets_no_point()
    {
        var scores = RoundScores.Of(
            Round, [Entry(0, new SubmissionOutcome.Rejected("bad signature")), Entry(1, new SubmissionOutcome.NotEvaluated("time-out"))], new EvidenceRule());

        Assert.Equal(new MinerScore(new Uid(0), Hotkey(0), 0, "bad signature"), Assert.Single(scores.Miners));
    }

    [Fact]
    public void A_copy_never_raises_the_copiers_pay_nor_lowers_the_originals() =>
        Gen.Select(Rounds, Gen.Int[0, 100], Gen.UInt[0, 5], Rules).Sample((entries, victim, later, rule) =>
        {
            if (rule == RankRule.Reference)
                return; // Its ties let a copier spoil the original's pay; that is why ours differ.
            // Distinct work, and one more miner that submits the victim's instead of nothing.
            var honest = entries.Select(entry => entry with { ShardHash = $"hash of {entry.Uid}" }).ToImmutableArray();
            var copied = honest[victim % honest.Length];
            var copy = copied with { Uid = new Uid(500), Hotkey = Hotkey(500), CommittedAt = copied.CommittedAt! + (later + 1) };

            var before = RoundScores.Of(Round, honest, rule);
            var after = RoundScores.Of(Round, honest.Add(copy), rule);

            Assert.Equal(0, after.Miners.Where(miner => miner.Hotkey == copy.Hotkey).Sum(miner => miner.Score));
            Assert.Equal(before.Miners, after.Miners.Where(miner => miner.Hotkey != copy.Hotkey));
        });

    [Fact]
    public void A_copy_under_another_hash_with_the_very_same_losses_earns_nothing_either()
    {
        var scores = RoundScores.Of(Round, [Entry(0, Gained(0.4), 10), Entry(1, Gained(0.4), 11)], new EvidenceRule());

        Assert.True(scores.ScoreOf(0) > 0);
        Assert.Equal(0, scores.ScoreOf(1));
    }

    [Fact]
    public void Permuting_uids_permutes_scores() =>
        Gen.Select(Rounds, Rules, Gen.Int).Sample((entries, rule, seed) =>
        {
            var slots = Enumerable.Range(0, entries.Length).ToArray();
            new Random(seed).Shuffle(slots);
            var permuted = entries.Select((entry, i) => entry with { Uid = new Uid((ushort)slots[i]) });

            var expected = RoundScores.Of(Round, entries, rule).Miners.ToDictionary(miner => miner.Hotkey, miner => miner.Score);
            var actual = RoundScores.Of(Round, permuted, rule).Miners.ToDictionary(miner => miner.Hotkey, miner => miner.Score);
            Assert.Equal(expected, actual);
        });

    [Fact]
    public void Who_measures_more_never_scores_less() =>
        Gen.Select(Rounds, Rules).Sample((entries, rule) =>
        {
            var honest = entries.Select(entry => entry with { ShardHash = $"hash of {entry.Uid}" }).ToImmutableArray();
            var scores = RoundScores.Of(Round, honest, rule).Miners.Where(miner => miner.Score > 0)
                .Select(miner => (miner.Score, rule.Measure(((SubmissionOutcome.Evaluated)honest[miner.Uid.Value].Outcome).Evidence)))
                .OrderBy(pair => pair.Item2).Select(pair => pair.Score).ToArray();
            Assert.Equal(scores.Order(), scores);
        });

    [Fact]
    public void A_miner_that_comes_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => RoundScores.Of(Round, [Entry(3, Gained(1)), Entry(3, Gained(2))], new EvidenceRule()));
}
