using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Incentive.Scoring;

namespace Connito.Incentive.Weights;

/// <summary>The reference's weights: nearly everything to the proven best three, a little to five that follow.</summary>
/// <param name="Finalists">Miners of cohort groups A and B.</param>
/// <param name="Challengers">Miners of cohort group C.</param>
/// <param name="Round">The block that names the round just scored.</param>
/// <param name="CycleLength">Blocks from one round to the next.</param>
/// <remarks>Source: the network's protocol, "Weights". Where the first group is empty its share goes to uid 0, the subnet owner's slot.</remarks>
public sealed record CohortWeights(
    ImmutableHashSet<Uid> Finalists, ImmutableHashSet<Uid> Challengers, BlockNumber Round, uint CycleLength)
{
    private const double FirstShare = 0.98;
    private const double SecondShare = 0.02;
    private static readonly Uid OwnerSlot = new(0);

    /// <summary>The weights after <see cref="Round"/> by the averages of <paramref name="history"/>.</summary>
    public WeightAllocation Of(ScoreHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var first = Best(history, Finalists, 3, miner => miner.Points.Length >= 3 && IsSteady(miner));
        var second = Best(history, Finalists.Union(Challengers).Except(first.Select(miner => miner.Uid)), 5, miner => miner.Points.Length >= 2);
        if (first.IsEmpty)
            first = [(OwnerSlot, 1)];

        // The owner's slot may stand in both groups: as a stand-in, and by its own score.
        var shares = Divide(first, FirstShare).Concat(Divide(second, SecondShare))
            .GroupBy(share => share.Uid, (uid, same) => (uid, same.Sum(share => share.Share)));
        return WeightAllocation.Of(shares);
    }

    private bool IsSteady(MinerHistory miner) =>
        miner.HasRound(Round) && Round.Value >= CycleLength && miner.HasRound(Round - CycleLength);

    private static ImmutableArray<(Uid Uid, double Average)> Best(
        ScoreHistory history, ImmutableHashSet<Uid> candidates, int count, Func<MinerHistory, bool> isEligible) =>
        [.. history.Miners
            .Where(pair => candidates.Contains(pair.Key) && isEligible(pair.Value) && pair.Value.Average > 0)
            .OrderByDescending(pair => pair.Value.Average).ThenBy(pair => pair.Key)
            .Take(count)
            .Select(pair => (pair.Key, pair.Value.Average))];

    private static IEnumerable<(Uid Uid, double Share)> Divide(ImmutableArray<(Uid Uid, double Average)> group, double share)
    {
        var total = group.Sum(miner => miner.Average);
        return group.Select(miner => (miner.Uid, share * miner.Average / total));
    }
}
