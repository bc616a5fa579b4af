using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;
using Connito.Incentive.Tests.Scoring;
using Connito.Incentive.Weights;

namespace Connito.Incentive.Tests.Weights;

public class WeightsTests
{
    private const uint Cycle = 50;

    [Fact]
    public void Weights_sum_to_one_or_there_are_none() =>
        Gen.Select(Samples.Rounds, Samples.Rules).Sample((entries, rule) =>
        {
            var allocation = ProportionalWeights.Of(ScoreHistory.Empty.Add(RoundScores.Of(new BlockNumber(1), entries, rule)));
            Assert.True(allocation.Shares.IsEmpty || Math.Abs(allocation.Shares.Sum(share => share.Share) - 1) < 1e-12);
        });

    [Fact]
    public void Honest_work_is_paid_in_the_order_of_its_supported_gain()
    {
        var scores = RoundScores.Of(
            new BlockNumber(1), [Samples.Entry(0, Samples.Gained(0.1)), Samples.Entry(1, Samples.Gained(0.3)), Samples.Entry(2, Samples.Gained(0.2))],
            new EvidenceRule());

        var shares = ProportionalWeights.Of(ScoreHistory.Empty.Add(scores)).Shares;

        Assert.Equal([1, 2, 0], shares.OrderByDescending(share => share.Share).Select(share => (int)share.Uid.Value));
    }

    [Fact]
    public void Nobody_positive_gives_an_empty_allocation() =>
        Assert.Empty(ProportionalWeights.Of(ScoreHistory.Empty.Add(
            RoundScores.Of(new BlockNumber(1), [Samples.Entry(0, Samples.Gained(-0.1))], new EvidenceRule()))).Shares);

    [Fact]
    public void The_reference_gives_98_percent_to_three_steady_finalists_and_2_to_five_that_follow()
    {
        var history = History(rounds: 3, (1, 2.25), (2, 1.5), (3, 1), (4, 0.5), (5, 0.5), (6, 0));

        var shares = Weights([1, 2, 3, 4], [5, 6, 7]).Of(history).Shares.ToDictionary(share => (int)share.Uid.Value, share => share.Share);

        Assert.Equal([1, 2, 3, 4, 5], shares.Keys.Order());
        Assert.Equal(0.98 * 2.25 / 4.75, shares[1], 12);
        Assert.Equal(0.01, shares[4], 12);
        Assert.Equal(0.01, shares[5], 12);
    }

    [Fact]
    public void Without_a_steady_finalist_the_reference_pays_the_owners_slot()
    {
        var shares = Weights([1], [2]).Of(History(rounds: 2, (1, 2.25), (2, 1.5))).Shares.ToDictionary(share => (int)share.Uid.Value, share => share.Share);

        Assert.Equal(0.98, shares[0], 12);
        Assert.Equal(0.02 * 2.25 / 3.75, shares[1], 12);
    }

    private static CohortWeights Weights(int[] finalists, int[] challengers) => new(
        [.. finalists.Select(uid => new Uid((ushort)uid))], [.. challengers.Select(uid => new Uid((ushort)uid))], new BlockNumber(500), Cycle);

    /// <summary>The same scores in each of the rounds that end at block 500.</summary>
    private static ScoreHistory History(int rounds, params (int Uid, double Score)[] scores) =>
        Enumerable.Range(0, rounds).Aggregate(ScoreHistory.Empty, (history, i) => history.Add(new RoundScores(
            new BlockNumber(500 - Cycle * (uint)(rounds - 1 - i)),
            [.. scores.Select(score => new MinerScore(new Uid((ushort)score.Uid), Samples.Hotkey(score.Uid), score.Score, null))])));
}
