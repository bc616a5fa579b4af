using Connito.Chain.Crypto;
using Connito.Chain.Metadata;
using Connito.Chain.Scale;

namespace Connito.Chain.Storage;

/// <summary>Turns encoded map keys into parts of storage keys.</summary>
internal static class StorageHashing
{
    /// <summary>Bytes of digest in a part, and whether the key follows them.</summary>
    public static (int DigestBytes, bool KeepsKey) LayoutOf(StorageHasher hasher) => hasher switch
    {
        StorageHasher.Blake2128 or StorageHasher.Twox128 => (16, false),
        StorageHasher.Blake2256 or StorageHasher.Twox256 => (32, false),
        StorageHasher.Blake2128Concat => (16, true),
        StorageHasher.Twox64Concat => (8, true),
        _ => (0, true),
    };

    /// <summary>Appends the part that stands for the key.</summary>
    public static void Write(StorageHasher hasher, ReadOnlySpan<byte> key, ScaleWriter writer)
    {
        writer.WriteBytes(DigestOf(hasher, key));
        if (LayoutOf(hasher).KeepsKey)
            writer.WriteBytes(key);
    }

    /// <exception cref="ScaleFormatException">The digest is not the key's: the bytes are no storage key.</exception>
    public static void RequireDigest(StorageHasher hasher, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> key)
    {
        if (!DigestOf(hasher, key).AsSpan().SequenceEqual(digest))
            throw new ScaleFormatException($"The {hasher} of 0x{Convert.ToHexStringLower(key)} wanted; 0x{Convert.ToHexStringLower(digest)} came.");
    }

    private static byte[] DigestOf(StorageHasher hasher, ReadOnlySpan<byte> key) => hasher switch
    {
        StorageHasher.Blake2128 or StorageHasher.Blake2128Concat => Blake2b.Hash(key, 16),
        StorageHasher.Blake2256 => Blake2b.Hash(key, 32),
        StorageHasher.Twox128 => Twox.Hash128(key),
        StorageHasher.Twox256 => Twox.Hash256(key),
        StorageHasher.Twox64Concat => Twox.Hash64(key),
        _ => [],
    };
}
