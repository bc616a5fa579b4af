using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>Encodes and decodes packed bits as sequences of booleans.</summary>
internal static class BitSequences
{
    public static ScaleValue Decode(TypeRegistry types, TypeId store, TypeId order, ref ScaleReader reader)
    {
        var (unitBytes, lowestFirst) = LayoutOf(types, store, order);
        var count = reader.ReadCompactU64();
        if (count > Math.Min((ulong)reader.Remaining * 8, int.MaxValue - 64))
            throw new ScaleFormatException($"{count} bits announced, {reader.Remaining} bytes left.");

        var bits = ImmutableArray.CreateBuilder<ScaleValue>((int)count);
        var units = reader.ReadBytes(UnitCount((int)count, unitBytes) * unitBytes);
        for (var i = 0; i < (int)count; i++)
            bits.Add((units[ByteOf(i, unitBytes, lowestFirst)] >> BitOf(i, lowestFirst) & 1) == 1);
        return new ScaleValue.Sequence(bits.MoveToImmutable());
    }

    public static void Encode(TypeRegistry types, TypeId store, TypeId order, ImmutableArray<ScaleValue> bits, ScaleWriter writer)
    {
        var (unitBytes, lowestFirst) = LayoutOf(types, store, order);
        var units = new byte[UnitCount(bits.Length, unitBytes) * unitBytes];
        for (var i = 0; i < bits.Length; i++)
            units[ByteOf(i, unitBytes, lowestFirst)] |= (byte)((bits[i].AsBoolean() ? 1 : 0) << BitOf(i, lowestFirst));
        writer.WriteCompact(bits.Length).WriteBytes(units);
    }

    private static (int UnitBytes, bool LowestFirst) LayoutOf(TypeRegistry types, TypeId store, TypeId order) =>
        types[types.Unwrap(store)].Shape is TypeShape.Primitive(>= PrimitiveType.U8 and <= PrimitiveType.U64) shape
            ? (shape.Kind.Width().SizeBytes, types[order].Name != "Msb0")
            : throw new ScaleFormatException($"Bits stored in u8 to u64 wanted; the store is {types.NameOf(store)}.");

    private static int UnitCount(int bits, int unitBytes) => (bits + (unitBytes * 8) - 1) / (unitBytes * 8);

    // Units are little-endian, so with the highest bit first the bytes of a unit fill from its end.
    private static int ByteOf(int bit, int unitBytes, bool lowestFirst)
    {
        var place = bit / 8;
        return lowestFirst ? place : place - (place % unitBytes) + (unitBytes - 1 - (place % unitBytes));
    }

    private static int BitOf(int bit, bool lowestFirst) => lowestFirst ? bit % 8 : 7 - (bit % 8);
}
