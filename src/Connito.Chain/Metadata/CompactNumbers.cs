using System.Numerics;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>Reads and writes compact integers within the bounds of the type they stand for.</summary>
internal static class CompactNumbers
{
    /// <exception cref="ScaleFormatException">The type is no unsigned integer, or the value does not fit it.</exception>
    public static ScaleValue Decode(TypeRegistry types, TypeId inner, ref ScaleReader reader)
    {
        var bits = BitsOf(types, inner);
        if (bits > 64)
        {
            var wide = reader.ReadCompact();
            Require(wide.GetBitLength() <= bits, bits, wide);
            return wide;
        }

        var value = reader.ReadCompactU64();
        Require(bits == 64 || value >> bits == 0, bits, value);
        return value;
    }

    /// <exception cref="ScaleFormatException">The type is no unsigned integer, or the value does not fit it.</exception>
    public static void Encode(TypeRegistry types, TypeId inner, BigInteger value, ScaleWriter writer)
    {
        var bits = BitsOf(types, inner);
        Require(value.Sign >= 0 && value.GetBitLength() <= bits, bits, value);
        writer.WriteCompact(value);
    }

    private static int BitsOf(TypeRegistry types, TypeId inner) =>
        types[types.Unwrap(inner)].Shape is TypeShape.Primitive(>= PrimitiveType.U8 and <= PrimitiveType.U256) shape
            ? shape.Kind.Width().SizeBytes * 8
            : throw new ScaleFormatException($"A compact of an unsigned integer wanted; the type is Compact<{types.NameOf(inner)}>.");

    private static void Require<T>(bool fits, int bits, T value)
    {
        if (!fits)
            throw new ScaleFormatException($"Compact<u{bits}> holds 0 to 2^{bits} - 1; {value} came.");
    }
}
