using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;

namespace Connito.Incentive.Yuma;

/// <summary>What one epoch of one subnet reads from the chain.</summary>
/// <param name="Block">The block in which the epoch runs.</param>
/// <param name="Neurons">By uid: the neuron at index <c>i</c> is uid <c>i</c>.</param>
/// <param name="Emission">Alpha to distribute, in rao.</param>
/// <param name="Parameters">The subnet's own hyperparameters, not the network's defaults.</param>
public sealed record YumaInput(BlockNumber Block, ImmutableArray<YumaNeuron> Neurons, ulong Emission, YumaParameters Parameters)
{
    /// <summary>The subnet owner's slot, which keeps its permit, its self-weight and its stake below the threshold; null if it has none.</summary>
    public Uid? Owner { get; init; }

    /// <summary>The block of the last epoch that ran (<c>LastMechansimStepBlock</c>); zero if none did.</summary>
    public BlockNumber LastStep { get; init; }
}

/// <summary>One neuron as an epoch reads it.</summary>
/// <param name="Stake">Stake weight.</param>
/// <param name="LastUpdate">The block at which the neuron last set or committed weights.</param>
/// <param name="RegisteredAt">The block at which it took its slot.</param>
/// <param name="ValidatorPermit">Whether the last epoch let it set weights.</param>
/// <param name="Weights">Its row of weights, as stored; no uid twice.</param>
/// <param name="Bonds">Its row of bonds, as stored; no uid twice.</param>
public sealed record YumaNeuron(
    I64F64 Stake,
    BlockNumber LastUpdate,
    BlockNumber RegisteredAt,
    bool ValidatorPermit,
    ImmutableArray<ChainWeight> Weights,
    ImmutableArray<ChainBond> Bonds)
{
    /// <summary>The block of its earliest weight commit that is neither revealed nor expired; null if it has none.</summary>
    public BlockNumber? EarliestCommit { get; init; }
}

/// <summary>A bond as the chain keeps it: a validator's claim on what one miner's incentive pays validators.</summary>
/// <param name="Uid">The miner.</param>
/// <param name="Value">Of 65535; under Yuma 2 the largest of the column is 65535.</param>
public readonly record struct ChainBond(Uid Uid, ushort Value);
