namespace Connito.Chain.Crypto;

/// <summary>Unkeyed BLAKE2b; the digest's size is part of what is hashed, so a short digest is no prefix of a long one.</summary>
public static class Blake2b
{
    /// <summary>The longest digest, in bytes.</summary>
    public const int LargestSize = 64;

    /// <param name="data">What is hashed.</param>
    /// <param name="sizeBytes">Length of the digest, 1 to 64.</param>
    public static byte[] Hash(ReadOnlySpan<byte> data, int sizeBytes = 32)
    {
        CheckSize(sizeBytes);
        var digest = new byte[sizeBytes];
        Hash(data, digest);
        return digest;
    }

    /// <summary>Fills <paramref name="digest"/>, whose length of 1 to 64 bytes is the digest's.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        CheckSize(digest.Length);
        Sodium.Blake2b(digest, data);
    }

    internal static void CheckSize(int sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sizeBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeBytes, LargestSize);
    }
}
