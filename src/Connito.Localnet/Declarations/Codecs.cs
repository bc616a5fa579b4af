using System.Collections.Immutable;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Localnet.Declarations;

/// <summary>The codecs that pallets build theirs from.</summary>
internal static class Codecs
{
    public static Codec<bool> Bool { get; } =
        new(Primitive(PrimitiveType.Bool), static (writer, value) => writer.WriteBoolean(value), static (ref reader) => reader.ReadBoolean());

    public static Codec<byte> U8 { get; } =
        new(Primitive(PrimitiveType.U8), static (writer, value) => writer.WriteU8(value), static (ref reader) => reader.ReadU8());

    public static Codec<ushort> U16 { get; } =
        new(Primitive(PrimitiveType.U16), static (writer, value) => writer.WriteU16(value), static (ref reader) => reader.ReadU16());

    public static Codec<short> I16 { get; } =
        new(Primitive(PrimitiveType.I16), static (writer, value) => writer.WriteU16((ushort)value), static (ref reader) => (short)reader.ReadU16());

    public static Codec<uint> U32 { get; } =
        new(Primitive(PrimitiveType.U32), static (writer, value) => writer.WriteU32(value), static (ref reader) => reader.ReadU32());

    public static Codec<ulong> U64 { get; } =
        new(Primitive(PrimitiveType.U64), static (writer, value) => writer.WriteU64(value), static (ref reader) => reader.ReadU64());

    public static Codec<UInt128> U128 { get; } =
        new(Primitive(PrimitiveType.U128), static (writer, value) => writer.WriteU128(value), static (ref reader) => reader.ReadU128());

    public static Codec<string> Text { get; } =
        new(Primitive(PrimitiveType.Str), static (writer, value) => writer.WriteString(value), static (ref reader) => reader.ReadString());

    public static Codec<ulong> CompactU64 { get; } =
        new(new TypeDescription.Compact(U64.Type), static (writer, value) => writer.WriteCompact(value), static (ref reader) => reader.ReadCompactU64());

    public static Codec<AccountId> Account { get; } = new(
        Wrapper("sp_core::crypto::AccountId32", Bytes(AccountId.Size)),
        static (writer, value) => writer.WriteBytes(value.ToArray()),
        static (ref reader) => new AccountId(reader.ReadBytes(AccountId.Size)));

    public static Codec<BlockHash> Hash { get; } = new(
        Wrapper("primitive_types::H256", Bytes(BlockHash.Size)),
        static (writer, value) => writer.WriteBytes(value.ToArray()),
        static (ref reader) => new BlockHash(reader.ReadBytes(BlockHash.Size)));

    public static Codec<ImmutableArray<byte>> ByteVector { get; } = new(
        new TypeDescription.Sequence(U8.Type),
        static (writer, value) => writer.WriteByteVector(value.AsSpan()),
        static (ref reader) => [.. reader.ReadByteVector()]);

    /// <summary>The substrate-fixed number <c>U64F64</c>, as its 128 bits.</summary>
    public static Codec<UInt128> U64F64 { get; } = U128 with
    {
        Type = new TypeDescription.Composite(
            "substrate_fixed::FixedU128", [new FieldDescription("bits", U128.Type)], [new ParameterDescription("Frac", TypeLevelNumber(64))]),
    };

    /// <summary>A vector whose items take at least one byte.</summary>
    public static Codec<ImmutableArray<T>> Vector<T>(Codec<T> item) => new(
        new TypeDescription.Sequence(item.Type),
        (writer, values) =>
        {
            writer.WriteCompact(values.Length);
            foreach (var value in values)
                item.Write(writer, value);
        },
        (ref reader) =>
        {
            var values = ImmutableArray.CreateBuilder<T>(reader.ReadLength());
            for (var i = values.Capacity; i > 0; i--)
                values.Add(item.Read(ref reader));
            return values.MoveToImmutable();
        });

    public static Codec<(T1, T2)> Tuple<T1, T2>(Codec<T1> first, Codec<T2> second) => new(
        new TypeDescription.Tuple([first.Type, second.Type]),
        (writer, value) =>
        {
            first.Write(writer, value.Item1);
            second.Write(writer, value.Item2);
        },
        (ref reader) => (first.Read(ref reader), second.Read(ref reader)));

    public static Codec<(T1, T2, T3)> Tuple<T1, T2, T3>(Codec<T1> first, Codec<T2> second, Codec<T3> third) => new(
        new TypeDescription.Tuple([first.Type, second.Type, third.Type]),
        (writer, value) =>
        {
            first.Write(writer, value.Item1);
            second.Write(writer, value.Item2);
            third.Write(writer, value.Item3);
        },
        (ref reader) => (first.Read(ref reader), second.Read(ref reader), third.Read(ref reader)));

    /// <summary>A struct with named fields.</summary>
    public static Codec<T> Struct<T>(
        string path, ImmutableArray<(string Name, TypeDescription Type)> fields, Action<ScaleWriter, T> write, ScaleRead<T> read) =>
        new(new TypeDescription.Composite(path, [.. fields.Select(field => new FieldDescription(field.Name, field.Type))], []), write, read);

    /// <summary>An enum without fields, its cases numbered and named as those of <typeparamref name="T"/>.</summary>
    public static Codec<T> Enumeration<T>(string path) where T : struct, Enum => new(
        new TypeDescription.Variant(path, CasesOf<T>(), []),
        static (writer, value) => writer.WriteU8(Convert.ToByte(value)),
        static (ref reader) => (T)Enum.ToObject(typeof(T), reader.ReadU8()) is var value && Enum.IsDefined(value)
            ? value
            : throw new ScaleFormatException($"A case of {typeof(T).Name} wanted; {value} came."));

    /// <summary>An enum's cases, none with fields.</summary>
    public static ImmutableArray<CaseDescription> CasesOf<T>() where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new CaseDescription(Convert.ToByte(value), value.ToString(), []))];

    /// <summary>That many bytes.</summary>
    public static TypeDescription Bytes(int count) => new TypeDescription.FixedArray((uint)count, U8.Type);

    /// <summary>Something or nothing.</summary>
    public static TypeDescription Option(TypeDescription inner) => new TypeDescription.Variant(
        "Option", [new(0, "None", []), new(1, "Some", [new(null, inner)])], [new ParameterDescription("T", inner)]);

    /// <summary>A struct of one field without a name.</summary>
    public static TypeDescription Wrapper(string path, TypeDescription inner) =>
        new TypeDescription.Composite(path, [new FieldDescription(null, inner)], []);

    private static TypeDescription.Primitive Primitive(PrimitiveType kind) => new(kind);

    /// <summary>A number as typenum spells it in types: its bits, the highest innermost.</summary>
    private static TypeDescription.Composite TypeLevelNumber(uint value)
    {
        if (value == 0)
            return new TypeDescription.Composite("substrate_typenum::uint::UTerm", [], []);

        var rest = TypeLevelNumber(value >> 1);
        var bit = new TypeDescription.Composite($"substrate_typenum::bit::B{value & 1}", [], []);
        return new TypeDescription.Composite(
            "substrate_typenum::uint::UInt",
            [new FieldDescription("msb", rest), new FieldDescription("lsb", bit)],
            [new ParameterDescription("U", rest), new ParameterDescription("B", bit)]);
    }
}
