using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;

namespace Connito.Incentive.Tests.Scoring;

public class ScoreHistoryTests
{
    private static readonly Uid Miner = new(4);

    [Fact]
    public void The_average_is_that_of_the_last_eight_points()
    {
        var history = Enumerable.Range(1, 10).Aggregate(ScoreHistory.Empty, (sum, i) => sum.Add(Round((uint)i, hotkey: 1, score: i)));

        Assert.Equal(6.5, history.Miners[Miner].Average);
        Assert.Equal(ScoreHistory.Window, history.Miners[Miner].Points.Length);
    }

    [Fact]
    public void A_changed_hotkey_clears_the_slot()
    {
        var history = ScoreHistory.Empty.Add(Round(1, hotkey: 1, score: 9)).Add(Round(2, hotkey: 2, score: 1));

        Assert.Equal(1, history.Miners[Miner].Average);
        Assert.Equal(Samples.Hotkey(2), history.Miners[Miner].Hotkey);
    }

    [Fact]
    public void A_zero_counts_and_an_absence_does_not()
    {
        var history = ScoreHistory.Empty
            .Add(Round(1, hotkey: 1, score: 3)).Add(Round(2, hotkey: 1, score: 0)).Add(new RoundScores(new BlockNumber(3), []));

        Assert.Equal(1.5, history.Miners[Miner].Average);
    }

    [Fact]
    public void A_round_added_again_replaces_its_points()
    {
        var history = ScoreHistory.Empty.Add(Round(1, hotkey: 1, score: 3)).Add(Round(2, hotkey: 1, score: 5)).Add(Round(1, hotkey: 1, score: 1));

        Assert.Equal([1, 5], history.Miners[Miner].Points.Select(point => point.Score));
    }

    [Fact]
    public void A_slot_held_by_another_hotkey_keeps_no_score()
    {
        var history = ScoreHistory.Empty.Add(Round(1, hotkey: 1, score: 3));

        Assert.Empty(history.HeldBy(new Dictionary<Uid, Hotkey> { [Miner] = Samples.Hotkey(2) }).Miners);
        Assert.Single(history.HeldBy(new Dictionary<Uid, Hotkey> { [Miner] = Samples.Hotkey(1) }).Miners);
    }

    private static RoundScores Round(uint round, int hotkey, double score) =>
        new(new BlockNumber(round), ImmutableArray.Create(new MinerScore(Miner, Samples.Hotkey(hotkey), score, null)));
}
