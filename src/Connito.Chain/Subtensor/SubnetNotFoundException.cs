using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>A subnet was asked for that does not exist at that block.</summary>
public sealed class SubnetNotFoundException(Netuid netuid, BlockHash block)
    : ChainException($"Netuid {netuid} does not exist at block {block}: choose one that does.")
{
    /// <summary>The subnet asked for.</summary>
    public Netuid Netuid { get; } = netuid;

    /// <summary>The block it was looked for at.</summary>
    public BlockHash Block { get; } = block;
}
