using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Localnet.Blocks;

/// <summary>A block's header. Its digest is empty: no authors compete here.</summary>
internal sealed record Header(uint Number, BlockHash ParentHash, BlockHash StateRoot, BlockHash ExtrinsicsRoot)
{
    /// <summary>BLAKE2b-256 of the header's SCALE bytes, by which the block is known.</summary>
    public BlockHash Hash() => new(Blake2b.Hash(Encode()));

    /// <summary>The header in SCALE.</summary>
    public byte[] Encode() => new ScaleWriter()
        .WriteBytes(ParentHash.ToArray()).WriteCompact(Number).WriteBytes(StateRoot.ToArray()).WriteBytes(ExtrinsicsRoot.ToArray())
        .WriteCompact(0).ToArray();

    /// <summary>A hash of the extrinsics in their order.</summary>
    public static BlockHash RootOf(IReadOnlyCollection<byte[]> extrinsics)
    {
        using var hasher = new Blake2bHasher(BlockHash.Size);
        foreach (var extrinsic in extrinsics)
            hasher.Update(extrinsic);
        return new BlockHash(hasher.Finish());
    }
}
