using Connito.Chain.Scale;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Blocks;

/// <summary>The extrinsic that a block's author puts in itself: the block's time.</summary>
internal static class Inherents
{
    // Version 4, without a signer.
    private const byte Bare = 0x04;

    /// <summary><c>Timestamp.set</c> with its length in front.</summary>
    public static byte[] Timestamp(ulong milliseconds)
    {
        var body = new ScaleWriter().WriteU8(Bare).WriteU8(TimestampPallet.Index).WriteU8(0).WriteCompact(milliseconds);
        return new ScaleWriter().WriteByteVector(body.WrittenSpan).ToArray();
    }

    /// <summary>The time in such an extrinsic.</summary>
    /// <exception cref="ScaleFormatException">The bytes are another extrinsic.</exception>
    public static ulong TimestampOf(ReadOnlySpan<byte> extrinsic)
    {
        var reader = new ScaleReader(extrinsic);
        var body = new ScaleReader(reader.ReadByteVector());
        if (!body.ReadBytes(3).SequenceEqual((ReadOnlySpan<byte>)[Bare, TimestampPallet.Index, 0]))
            throw new ScaleFormatException("A block's first extrinsic sets its time; another came.");

        return body.ReadCompactU64();
    }
}
