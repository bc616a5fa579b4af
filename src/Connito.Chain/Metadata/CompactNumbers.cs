using System.Numerics;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>Holds compact integers to the type they stand for.</summary>
internal static class CompactNumbers
{
    /// <exception cref="ScaleFormatException">The type is no unsigned integer, or the value does not fit it.</exception>
    public static void Require(TypeRegistry types, TypeId inner, BigInteger value)
    {
        if (types[types.Unwrap(inner)].Shape is not TypeShape.Primitive(>= PrimitiveType.U8 and <= PrimitiveType.U256) shape)
            throw new ScaleFormatException($"A compact of an unsigned integer wanted; the type is Compact<{types.NameOf(inner)}>.");

        var bits = shape.Kind.Width().SizeBytes * 8;
        if (value.Sign < 0 || value.GetBitLength() > bits)
            throw new ScaleFormatException($"Compact<{types.NameOf(inner)}> holds 0 to 2^{bits} - 1; {value} came.");
    }
}
