using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Localnet.State;

namespace Connito.Localnet.Blocks;

/// <summary>A block that was made, with the state after it; without for a block of the past whose state is discarded.</summary>
internal sealed record Block(Header Header, BlockHash Hash, ImmutableArray<byte[]> Extrinsics, StateSnapshot? State)
{
    public uint Number => Header.Number;
}
