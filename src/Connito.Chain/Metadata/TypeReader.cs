using System.Collections.Immutable;
using Connito.Chain.Scale;
using static Connito.Chain.Metadata.MetadataItems;

namespace Connito.Chain.Metadata;

/// <summary>Reads the type registry, which is the same in every version of metadata.</summary>
internal static class TypeReader
{
    public static ImmutableArray<ScaleType> ReadTypes(ref ScaleReader reader)
    {
        var place = 0;
        return ReadVector(ref reader, "types", (ref ScaleReader type) => ReadType(ref type, place++));
    }

    public static TypeId ReadTypeId(ref ScaleReader reader)
    {
        var id = reader.ReadCompactU32();
        return id <= int.MaxValue ? new TypeId((int)id) : throw new ScaleFormatException($"A type's number wanted; {id} came.");
    }

    private static ScaleType ReadType(ref ScaleReader reader, int place)
    {
        // The chain looks types up by their place, so an identifier that differs is a broken registry.
        var id = ReadTypeId(ref reader);
        if (id.Value != place)
            throw new ScaleFormatException($"The type {place} wanted at its place; {id} came.");

        var path = ReadVector(ref reader, "path", ReadString);
        var parameters = ReadVector(ref reader, "parameters", ReadParameter);
        var shape = ReadShape(ref reader);
        return new ScaleType(path, parameters, shape, ReadDocumentation(ref reader));
    }

    private static TypeShape ReadShape(ref ScaleReader reader) => reader.ReadU8() switch
    {
        0 => new TypeShape.Composite(ReadVector(ref reader, "fields", ReadField)),
        1 => new TypeShape.Variant(ReadVector(ref reader, "cases", ReadCase)),
        2 => new TypeShape.Sequence(ReadTypeId(ref reader)),
        3 => new TypeShape.Array(reader.ReadU32(), ReadTypeId(ref reader)),
        4 => new TypeShape.Tuple(ReadVector(ref reader, "items", ReadTypeId)),
        5 => new TypeShape.Primitive(ReadPrimitive(ref reader)),
        6 => new TypeShape.Compact(ReadTypeId(ref reader)),
        7 => new TypeShape.BitSequence(ReadTypeId(ref reader), ReadTypeId(ref reader)),
        var other => throw new ScaleFormatException($"A type definition of 0 to 7 wanted; {other} came."),
    };

    private static PrimitiveType ReadPrimitive(ref ScaleReader reader)
    {
        var kind = reader.ReadU8();
        return kind <= (byte)PrimitiveType.I256
            ? (PrimitiveType)kind
            : throw new ScaleFormatException($"A primitive type of 0 to {(byte)PrimitiveType.I256} wanted; {kind} came.");
    }

    private static TypeParameter ReadParameter(ref ScaleReader reader) =>
        new(reader.ReadString(), reader.ReadBoolean() ? ReadTypeId(ref reader) : null);

    private static TypeField ReadField(ref ScaleReader reader) =>
        new(ReadOptionalString(ref reader), ReadTypeId(ref reader), ReadOptionalString(ref reader), ReadDocumentation(ref reader));

    private static TypeVariant ReadCase(ref ScaleReader reader)
    {
        var name = reader.ReadString();
        var fields = ReadVector(ref reader, "fields", ReadField);
        return new TypeVariant(name, reader.ReadU8(), fields, ReadDocumentation(ref reader));
    }

    private static string? ReadOptionalString(ref ScaleReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
