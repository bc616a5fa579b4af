using System.Collections.Immutable;
using Connito.Chain.Extrinsics;
using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;

namespace Connito.Localnet.Blocks;

/// <summary>A signed extrinsic, taken apart; whether it is valid depends on the state it meets.</summary>
internal sealed record PendingExtrinsic(ImmutableArray<byte> Bytes, DecodedExtrinsic.Signed Decoded, BoundCall Call)
{
    public BlockHash Hash => Decoded.Hash;

    public AccountId Signer => Decoded.Signer;

    public uint Nonce => Decoded.Options.Nonce;

    /// <summary>In rao; also its priority among extrinsics of the same signer and nonce.</summary>
    public ulong Tip => Decoded.Options.Tip.Rao;
}
