using System.Collections.Immutable;
using Connito.Chain.Scale;
using static Connito.Chain.Metadata.MetadataWriter;

namespace Connito.Chain.Metadata;

/// <summary>Writes the type registry, which is the same in every version of metadata.</summary>
internal static class TypeWriter
{
    public static void WriteTypes(ScaleWriter writer, ImmutableArray<ScaleType> types)
    {
        writer.WriteCompact(types.Length);
        for (var i = 0; i < types.Length; i++)
            Write(writer.WriteCompact(i), types[i]);
    }

    private static void Write(ScaleWriter writer, ScaleType type)
    {
        WriteStrings(writer, type.Path);
        WriteVector(writer, type.Parameters, WriteParameter);
        WriteShape(writer, type.Shape);
        WriteStrings(writer, type.Documentation);
    }

    private static void WriteShape(ScaleWriter writer, TypeShape shape)
    {
        switch (shape)
        {
            case TypeShape.Composite(var fields):
                WriteVector(writer.WriteU8(0), fields, WriteField);
                break;
            case TypeShape.Variant(var cases):
                WriteVector(writer.WriteU8(1), cases, WriteCase);
                break;
            case TypeShape.Sequence(var item):
                WriteType(writer.WriteU8(2), item);
                break;
            case TypeShape.Array(var length, var item):
                WriteType(writer.WriteU8(3).WriteU32(length), item);
                break;
            case TypeShape.Tuple(var items):
                WriteVector(writer.WriteU8(4), items, static (target, item) => WriteType(target, item));
                break;
            case TypeShape.Primitive(var kind):
                writer.WriteU8(5).WriteU8((byte)kind);
                break;
            case TypeShape.Compact(var inner):
                WriteType(writer.WriteU8(6), inner);
                break;
            case TypeShape.BitSequence(var store, var order):
                WriteType(WriteType(writer.WriteU8(7), store), order);
                break;
        }
    }

    private static void WriteParameter(ScaleWriter writer, TypeParameter parameter)
    {
        writer.WriteString(parameter.Name).WriteBoolean(parameter.Type is not null);
        if (parameter.Type is { } type)
            WriteType(writer, type);
    }

    private static void WriteCase(ScaleWriter writer, TypeVariant one)
    {
        WriteVector(writer.WriteString(one.Name), one.Fields, WriteField);
        WriteStrings(writer.WriteU8(one.Index), one.Documentation);
    }

    private static void WriteField(ScaleWriter writer, TypeField field)
    {
        WriteOptionalString(writer, field.Name);
        WriteType(writer, field.Type);
        WriteOptionalString(writer, field.TypeName);
        WriteStrings(writer, field.Documentation);
    }

    private static void WriteOptionalString(ScaleWriter writer, string? text)
    {
        writer.WriteBoolean(text is not null);
        if (text is not null)
            writer.WriteString(text);
    }
}
