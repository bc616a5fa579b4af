using System.Collections.Immutable;

namespace Connito.Incentive.Yuma;

/// <summary>What one epoch writes to the chain, by uid. A proportion is a <c>u16</c> of 65535, floored.</summary>
/// <param name="Active">Whether the neuron set weights within the activity cutoff.</param>
/// <param name="ValidatorPermit">Whether it may set weights until the next epoch.</param>
/// <param name="StakeWeight">Its share of the subnet's stake.</param>
/// <param name="Consensus">The weight that the majority of stake supports for it.</param>
/// <param name="Incentive">Its share of the miners' emission; also its rank.</param>
/// <param name="Dividends">Its share of the validators' emission.</param>
/// <param name="ValidatorTrust">How much of its own weights lies within consensus.</param>
/// <param name="ServerEmission">Emission in rao for its work as a miner.</param>
/// <param name="ValidatorEmission">Emission in rao for its work as a validator.</param>
/// <param name="Emission">Both together as the chain stores them; may exceed their sum by one rao of rounding.</param>
/// <param name="Bonds">Its row of bonds afterwards; empty without a permit.</param>
public sealed record YumaOutput(
    ImmutableArray<bool> Active,
    ImmutableArray<bool> ValidatorPermit,
    ImmutableArray<ushort> StakeWeight,
    ImmutableArray<ushort> Consensus,
    ImmutableArray<ushort> Incentive,
    ImmutableArray<ushort> Dividends,
    ImmutableArray<ushort> ValidatorTrust,
    ImmutableArray<ulong> ServerEmission,
    ImmutableArray<ulong> ValidatorEmission,
    ImmutableArray<ulong> Emission,
    ImmutableArray<ImmutableArray<ChainBond>> Bonds)
{
    /// <summary>The same columns before they are cut to 16 bits.</summary>
    public required YumaColumns Exact { get; init; }
}

/// <summary>Columns of an epoch in the runtime's own precision, by uid.</summary>
/// <param name="ActiveStake">Share of the stake that counts: active neurons with a permit.</param>
/// <param name="Consensus">See <see cref="YumaOutput.Consensus"/>.</param>
/// <param name="Incentive">See <see cref="YumaOutput.Incentive"/>.</param>
/// <param name="Dividends">See <see cref="YumaOutput.Dividends"/>.</param>
/// <param name="ValidatorTrust">See <see cref="YumaOutput.ValidatorTrust"/>.</param>
public sealed record YumaColumns(
    ImmutableArray<I32F32> ActiveStake,
    ImmutableArray<I32F32> Consensus,
    ImmutableArray<I32F32> Incentive,
    ImmutableArray<I32F32> Dividends,
    ImmutableArray<I32F32> ValidatorTrust);
