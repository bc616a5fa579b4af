using System.Collections.Immutable;

namespace Connito.Incentive.Yuma;

/// <summary>Each neuron's share of an epoch's emission, as a miner, as a validator, and in all.</summary>
internal sealed record EmissionShares(I32F32[] Miner, I32F32[] Validator, I32F32[] Total)
{
    /// <summary>Incentive and dividends over the sum of both; if there are none, everything goes to validators by stake.</summary>
    public static EmissionShares Of(I32F32[] incentive, I32F32[] dividends, I32F32[] activeStake, I32F32[] stake)
    {
        I32F32[] both = [.. incentive.Zip(dividends, (left, right) => left + right)];
        var sum = FixedVector.Sum(both);
        if (sum != I32F32.Zero)
            return new EmissionShares(
                FixedVector.DividedBy(incentive, sum), FixedVector.DividedBy(dividends, sum), FixedVector.DividedBy(both, sum));

        var byStake = activeStake.All(share => share == I32F32.Zero) ? stake : activeStake;
        return new EmissionShares(incentive, byStake, byStake);
    }

    public ImmutableArray<ulong> Miners(ulong emission) => Amounts(Miner, emission);

    public ImmutableArray<ulong> Validators(ulong emission) => Amounts(Validator, emission);

    public ImmutableArray<ulong> Combined(ulong emission) => Amounts(Total, emission);

    private static ImmutableArray<ulong> Amounts(I32F32[] shares, ulong emission) =>
        [.. shares.Select(share => share.ShareOf(emission))];
}
