using System.Buffers.Binary;
using System.IO.Hashing;

namespace Connito.Chain.Crypto;

/// <summary>Substrate's fast hash of names and small keys: xxHash64 with seeds 0, 1, 2…, each little-endian. Not cryptographic.</summary>
public static class Twox
{
    /// <summary>8 bytes.</summary>
    public static byte[] Hash64(ReadOnlySpan<byte> data) => Hash(data, 1);

    /// <summary>16 bytes.</summary>
    public static byte[] Hash128(ReadOnlySpan<byte> data) => Hash(data, 2);

    /// <summary>32 bytes.</summary>
    public static byte[] Hash256(ReadOnlySpan<byte> data) => Hash(data, 4);

    private static byte[] Hash(ReadOnlySpan<byte> data, int parts)
    {
        var hash = new byte[parts * sizeof(ulong)];
        for (int seed = 0; seed < parts; seed++)
            BinaryPrimitives.WriteUInt64LittleEndian(hash.AsSpan(seed * sizeof(ulong)), XxHash64.HashToUInt64(data, seed));
        return hash;
    }
}
