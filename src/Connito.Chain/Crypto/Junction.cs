using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Connito.Chain.Crypto;

/// <summary>One step of a derivation: <c>//hard</c> needs the secret; <c>/soft</c> can be followed from the public key.</summary>
internal sealed class Junction
{
    internal const int ChainCodeSize = 32;

    internal Junction(string text, bool isHard)
    {
        IsHard = isHard;
        ChainCode = ChainCodeOf(text);
    }

    internal bool IsHard { get; }

    /// <summary>32 bytes: a number, a short text padded with zeros, or the hash of a long one.</summary>
    internal ImmutableArray<byte> ChainCode { get; }

    private static ImmutableArray<byte> ChainCodeOf(string text)
    {
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
        {
            Span<byte> padded = stackalloc byte[ChainCodeSize];
            padded.Clear();
            BinaryPrimitives.WriteUInt64LittleEndian(padded, number);
            return [.. padded];
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] encoded = [.. CompactLength(utf8.Length), .. utf8];
        return encoded.Length > ChainCodeSize
            ? [.. Blake2b.Hash(encoded, ChainCodeSize)]
            : [.. encoded, .. new byte[ChainCodeSize - encoded.Length]];
    }

    // SCALE's compact integer, as far as a command line can be long (spec 3.1).
    private static byte[] CompactLength(int length) =>
        length switch
        {
            < 1 << 6 => [(byte)(length << 2)],
            < 1 << 14 => [(byte)((length << 2) | 1), (byte)(length >> 6)],
            _ => throw new KeyFormatException($"A junction of {length} bytes is too long: 16383 are the most."),
        };
}
