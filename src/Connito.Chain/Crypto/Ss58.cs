using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Connito.Chain.Crypto;

/// <summary>What an SS58 text holds: the network's number, and the key.</summary>
public sealed record Ss58Address(ushort Prefix, ImmutableArray<byte> Key);

/// <summary>Addresses as Substrate prints them: base 58 of prefix, key and a two-byte checksum.</summary>
public static class Ss58
{
    /// <summary>The prefix of addresses that are valid on any Substrate chain, and of all of Bittensor's.</summary>
    public const ushort SubstratePrefix = 42;

    private const int ChecksumSize = 2;
    private const int LargestKeySize = 33;
    private const int LargestPrefix = 16_383;

    // Two prefix bytes, 33 of a key and the checksum need 51 characters at most.
    private const int LongestText = 51;

    /// <summary>The address of a key of 32 or 33 bytes.</summary>
    /// <exception cref="ArgumentException">The key has another length, or the prefix is above 16383.</exception>
    public static string Encode(ReadOnlySpan<byte> key, ushort prefix = SubstratePrefix)
    {
        if (key.Length is not (32 or LargestKeySize))
            throw new ArgumentException($"An SS58 key is 32 or {LargestKeySize} bytes, {key.Length} came.", nameof(key));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefix, LargestPrefix);

        Span<byte> bytes = stackalloc byte[2 + LargestKeySize + ChecksumSize];
        int prefixSize = WritePrefix(bytes, prefix);
        key.CopyTo(bytes[prefixSize..]);
        int bodySize = prefixSize + key.Length;
        WriteChecksum(bytes[..bodySize], bytes.Slice(bodySize, ChecksumSize));
        return Base58.Encode(bytes[..(bodySize + ChecksumSize)]);
    }

    /// <exception cref="Ss58FormatException">Length, alphabet, checksum or prefix is wrong; the message says which.</exception>
    public static Ss58Address Decode(string text) =>
        TryDecode(text, out var address, out var problem) ? address : throw new Ss58FormatException(problem);

    /// <summary>Reads an address of any prefix; when false, <paramref name="problem"/> says what is wrong.</summary>
    public static bool TryDecode(
        string text, [NotNullWhen(true)] out Ss58Address? address, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        problem = Read(text, ref address);
        return problem is null;
    }

    private static string? Read(string text, ref Ss58Address? address)
    {
        if (text.Length is 0 or > LongestText)
            return $"An SS58 address has 1 to {LongestText} characters, {text.Length} came.";

        Span<byte> buffer = stackalloc byte[LongestText];
        if (!Base58.TryDecode(text, buffer, out int size))
            return $"'{text}' has a character that base 58 does not know.";

        var bytes = buffer[..size];
        int prefixSize = bytes[0] < 64 ? 1 : 2;
        int keySize = size - prefixSize - ChecksumSize;
        if (keySize is not (32 or LargestKeySize))
            return $"'{text}' holds {size} bytes, which is no prefix, key of 32 or {LargestKeySize} bytes and checksum.";
        if (bytes[0] >= 128)
            return $"'{text}' begins with the reserved prefix byte {bytes[0]}.";

        Span<byte> checksum = stackalloc byte[ChecksumSize];
        WriteChecksum(bytes[..^ChecksumSize], checksum);
        if (!checksum.SequenceEqual(bytes[^ChecksumSize..]))
            return $"The checksum of '{text}' does not match: a character is mistyped or missing.";

        ushort prefix = prefixSize == 1 ? bytes[0] : ReadLongPrefix(bytes);
        if (prefixSize == 2 && prefix < 64)
            return $"'{text}' spends two bytes on prefix {prefix}, which takes one.";

        address = new Ss58Address(prefix, [.. bytes.Slice(prefixSize, keySize)]);
        return null;
    }

    private static int WritePrefix(Span<byte> bytes, ushort prefix)
    {
        if (prefix < 64)
        {
            bytes[0] = (byte)prefix;
            return 1;
        }

        bytes[0] = (byte)(((prefix & 0xfc) >> 2) | 0x40);
        bytes[1] = (byte)((prefix >> 8) | ((prefix & 3) << 6));
        return 2;
    }

    private static ushort ReadLongPrefix(ReadOnlySpan<byte> bytes) =>
        (ushort)(((bytes[0] & 0x3f) << 2) | (bytes[1] >> 6) | ((bytes[1] & 0x3f) << 8));

    private static void WriteChecksum(ReadOnlySpan<byte> body, Span<byte> checksum)
    {
        ReadOnlySpan<byte> salt = "SS58PRE"u8;
        Span<byte> input = stackalloc byte[salt.Length + body.Length];
        salt.CopyTo(input);
        body.CopyTo(input[salt.Length..]);
        Span<byte> hash = stackalloc byte[Blake2b.LargestSize];
        Blake2b.Hash(input, hash);
        hash[..ChecksumSize].CopyTo(checksum);
    }
}
