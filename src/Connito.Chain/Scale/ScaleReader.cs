using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Connito.Chain.Scale;

/// <summary>Reads SCALE values front to back from bytes it does not own.</summary>
/// <remarks>Every read throws <see cref="ScaleFormatException"/> where the bytes end early or are not the type's shortest form.</remarks>
public ref struct ScaleReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes that are not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>The bytes that are not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Reads one byte that is 0 or 1.</summary>
    public bool ReadBoolean() => ReadU8() switch
    {
        0 => false,
        1 => true,
        var other => throw new ScaleFormatException($"A boolean is 0 or 1; {other} came."),
    };

    /// <summary>Reads an unsigned byte.</summary>
    public byte ReadU8() => Take(1)[0];

    /// <summary>Reads two bytes, little-endian.</summary>
    public ushort ReadU16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Reads four bytes, little-endian.</summary>
    public uint ReadU32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Reads eight bytes, little-endian.</summary>
    public ulong ReadU64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads sixteen bytes, little-endian.</summary>
    public UInt128 ReadU128() => BinaryPrimitives.ReadUInt128LittleEndian(Take(16));

    /// <summary>Reads a little-endian integer, two's complement when signed.</summary>
    public BigInteger ReadInteger(int sizeBytes, bool signed) => new(Take(sizeBytes), isUnsigned: !signed);

    /// <summary>Reads a compact integer; only its shortest form is accepted.</summary>
    public BigInteger ReadCompact()
    {
        var wide = ReadCompact(out var small);
        return wide.IsEmpty ? small : new BigInteger(wide, isUnsigned: true);
    }

    /// <summary>Reads a compact integer that fits 64 bits; only its shortest form is accepted.</summary>
    public ulong ReadCompactU64()
    {
        var wide = ReadCompact(out var small);
        return wide.IsEmpty
            ? small
            : throw new ScaleFormatException($"A compact integer of at most 64 bits wanted; {new BigInteger(wide, isUnsigned: true)} came.");
    }

    /// <summary>Reads a compact integer that fits 32 bits; only its shortest form is accepted.</summary>
    public uint ReadCompactU32()
    {
        var value = ReadCompactU64();
        return value <= uint.MaxValue
            ? (uint)value
            : throw new ScaleFormatException($"A compact integer of at most 32 bits wanted; {value} came.");
    }

    /// <summary>Reads the number of items ahead, checked against the bytes that are left.</summary>
    /// <param name="itemBytes">The fewest bytes that one item takes, at least 1.</param>
    public int ReadLength(int itemBytes = 1)
    {
        var length = ReadCompactU64();
        return length <= (ulong)(_rest.Length / itemBytes)
            ? (int)length
            : throw new ScaleFormatException($"{length} items of at least {itemBytes} bytes announced, {_rest.Length} bytes left.");
    }

    /// <summary>Reads exactly <paramref name="count"/> bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    /// <summary>Reads a compact length and that many bytes.</summary>
    public ReadOnlySpan<byte> ReadByteVector() => Take(ReadLength());

    /// <summary>Reads a compact length and that many bytes of UTF-8.</summary>
    public string ReadString()
    {
        var text = ReadByteVector();
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw new ScaleFormatException($"{text.Length} bytes of UTF-8 text wanted; other bytes came.");
        }
    }

    /// <exception cref="ScaleFormatException">Bytes are left over: they were written for another type.</exception>
    public readonly void EnsureEnd()
    {
        if (!_rest.IsEmpty)
            throw new ScaleFormatException($"The value ends here; {_rest.Length} more bytes came.");
    }

    /// <returns>The bytes of a value above 64 bits; else nothing, and the value is <paramref name="small"/>.</returns>
    private ReadOnlySpan<byte> ReadCompact(out ulong small)
    {
        if (_rest.IsEmpty)
            throw new ScaleFormatException("A compact integer wanted, 0 bytes left.");

        var mode = _rest[0] & 3;
        if (mode < 3)
        {
            small = mode switch { 0 => ReadU8(), 1 => ReadU16(), _ => ReadU32() } >> 2;
            RequireShortest(mode == 0 || small >= (mode == 1 ? 1UL << 6 : 1UL << 14));
            return [];
        }

        var digits = Take((Take(1)[0] >> 2) + 4);
        RequireShortest(digits[^1] != 0 && (digits.Length > 4 || digits[^1] >= 0x40));
        small = 0;
        if (digits.Length > 8)
            return digits;

        for (var i = digits.Length - 1; i >= 0; i--)
            small = (small << 8) | digits[i];
        return [];
    }

    private static void RequireShortest(bool shortest)
    {
        if (!shortest)
            throw new ScaleFormatException("A compact integer in its shortest form wanted; a longer one came.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
            throw new ScaleFormatException($"{count} bytes wanted, {_rest.Length} left.");

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
