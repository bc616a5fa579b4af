using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Connito.Chain.Scale;

/// <summary>Writes SCALE values one after the other; each method returns the writer, so that calls chain.</summary>
public sealed class ScaleWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>What is written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _buffer.WrittenSpan;

    /// <summary>A copy of what is written so far.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>Writes one byte, 0 or 1.</summary>
    public ScaleWriter WriteBoolean(bool value) => WriteU8(value ? (byte)1 : (byte)0);

    /// <summary>Writes an unsigned byte.</summary>
    public ScaleWriter WriteU8(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        return Advance(1);
    }

    /// <summary>Writes two bytes, little-endian.</summary>
    public ScaleWriter WriteU16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.GetSpan(2), value);
        return Advance(2);
    }

    /// <summary>Writes four bytes, little-endian.</summary>
    public ScaleWriter WriteU32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.GetSpan(4), value);
        return Advance(4);
    }

    /// <summary>Writes eight bytes, little-endian.</summary>
    public ScaleWriter WriteU64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(8), value);
        return Advance(8);
    }

    /// <summary>Writes sixteen bytes, little-endian.</summary>
    public ScaleWriter WriteU128(UInt128 value)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(_buffer.GetSpan(16), value);
        return Advance(16);
    }

    /// <summary>Writes a little-endian integer, two's complement when signed.</summary>
    /// <exception cref="ScaleFormatException">The value does not fit.</exception>
    public ScaleWriter WriteInteger(BigInteger value, int sizeBytes, bool signed)
    {
        var bits = sizeBytes * 8;
        var (least, most) = signed
            ? (-BigInteger.One << (bits - 1), (BigInteger.One << (bits - 1)) - 1)
            : (BigInteger.Zero, (BigInteger.One << bits) - 1);
        if (value < least || value > most)
            throw new ScaleFormatException($"{(signed ? 'i' : 'u')}{bits} holds {least} to {most}; {value} came.");

        var target = _buffer.GetSpan(sizeBytes)[..sizeBytes];
        value.TryWriteBytes(target, out var written, isUnsigned: !signed);
        target[written..].Fill(value.Sign < 0 ? (byte)0xFF : (byte)0);
        return Advance(sizeBytes);
    }

    /// <summary>Writes a compact integer of 0 to 2^536 − 1.</summary>
    /// <exception cref="ScaleFormatException">The value is outside that range.</exception>
    public ScaleWriter WriteCompact(BigInteger value)
    {
        if (value.Sign < 0 || value.GetByteCount(isUnsigned: true) > 67)
            throw new ScaleFormatException($"A compact integer holds 0 to 2^536 - 1; {value} came.");
        if (value < 1 << 30)
            return WriteSmallCompact((uint)value);

        Span<byte> digits = stackalloc byte[67];
        digits.Clear();
        value.TryWriteBytes(digits, out var count, isUnsigned: true);
        return WriteU8((byte)(((count - 4) << 2) | 3)).WriteBytes(digits[..count]);
    }

    /// <summary>Writes the bytes and no length.</summary>
    public ScaleWriter WriteBytes(ReadOnlySpan<byte> bytes)
    {
        _buffer.Write(bytes);
        return this;
    }

    /// <summary>Writes a compact length, then the bytes.</summary>
    public ScaleWriter WriteByteVector(ReadOnlySpan<byte> bytes) => WriteCompact(bytes.Length).WriteBytes(bytes);

    /// <summary>Writes a compact length in bytes, then the text as UTF-8.</summary>
    public ScaleWriter WriteString(string text) => WriteByteVector(Encoding.UTF8.GetBytes(text));

    private ScaleWriter WriteSmallCompact(uint value) => value switch
    {
        < 1 << 6 => WriteU8((byte)(value << 2)),
        < 1 << 14 => WriteU16((ushort)((value << 2) | 1)),
        _ => WriteU32((value << 2) | 2),
    };

    private ScaleWriter Advance(int count)
    {
        _buffer.Advance(count);
        return this;
    }
}
