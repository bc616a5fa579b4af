using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>One row of a metagraph. Columns in shares are the chain's <c>u16</c> over 65535.</summary>
/// <param name="Uid">The slot, reused when the neuron is pruned.</param>
/// <param name="Hotkey">Who holds the slot.</param>
/// <param name="Coldkey">The hotkey's owner.</param>
/// <param name="Active">Set weights within the subnet's activity cut-off.</param>
/// <param name="ValidatorPermit">May set weights on others.</param>
/// <param name="Stake">Total stake weight: alpha, and root stake at its weight, inherited from parents and lent to children.</param>
public sealed record NeuronInfo(Uid Uid, Hotkey Hotkey, Coldkey Coldkey, bool Active, bool ValidatorPermit, Tao Stake)
{
    /// <summary>Stake-weighted agreement on this neuron, 0 to 1.</summary>
    public double Consensus { get; init; }

    /// <summary>Share of the miners' emission, 0 to 1.</summary>
    public double Incentive { get; init; }

    /// <summary>Share of the validators' emission, 0 to 1.</summary>
    public double Dividends { get; init; }

    /// <summary>Share of this validator's weights that consensus kept, 0 to 1.</summary>
    public double ValidatorTrust { get; init; }

    /// <summary>Zero on runtimes that no longer keep it (after 343).</summary>
    public double Trust { get; init; }

    /// <summary>Equal to incentive, or zero, on runtimes that no longer keep it (after 343).</summary>
    public double Rank { get; init; }

    /// <summary>Paid by the last epoch, in the subnet's alpha.</summary>
    public Tao Emission { get; init; }

    /// <summary>Block of the last weights or weight commit; of the registration before the first.</summary>
    public BlockNumber LastUpdate { get; init; }

    /// <summary>Block this hotkey took the slot.</summary>
    public BlockNumber RegisteredAt { get; init; }

    /// <summary>Where the neuron serves, or null when it never said.</summary>
    public AxonInfo? Axon { get; init; }
}
