using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>Decodes values by their types. One decoder serves one blob, whose size bounds the work.</summary>
internal sealed class TypeDecoder(TypeRegistry types, int sizeBytes)
{
    /// <summary>How deep values may nest.</summary>
    public const int DepthMax = 64;

    // Types of size zero could make millions of values out of one length: a blob gets so many values a byte, and some for free.
    private long _valuesLeft = 1024 + (16L * sizeBytes);

    /// <summary>Decodes one value from all of the bytes.</summary>
    /// <exception cref="ScaleFormatException">The bytes are not the type's, end early or go on.</exception>
    public static ScaleValue DecodeAll(TypeRegistry types, TypeId type, ReadOnlySpan<byte> bytes)
    {
        var reader = new ScaleReader(bytes);
        var value = new TypeDecoder(types, bytes.Length).Decode(type, ref reader, 0);
        reader.EnsureEnd();
        return value;
    }

    /// <summary>Decodes one value and leaves the reader behind it.</summary>
    public ScaleValue Decode(TypeId type, ref ScaleReader reader, int depth)
    {
        if (depth > DepthMax)
            throw new ScaleFormatException($"Values nested at most {DepthMax} deep wanted; deeper ones came.");
        if (--_valuesLeft < 0)
            throw new ScaleFormatException($"At most 16 values a byte wanted; more came in {sizeBytes} bytes.");

        var inner = types.Unwrap(type);
        return types[inner].Shape switch
        {
            TypeShape.Primitive(var kind) => DecodePrimitive(kind, ref reader),
            TypeShape.Compact(var number) => DecodeCompact(number, ref reader),
            TypeShape.Sequence(var item) => DecodeSequence(item, ref reader, depth),
            TypeShape.Array(var length, var item) => DecodeItems(length, item, ref reader, depth),
            TypeShape.Composite(var fields) when fields.IsEmpty => ScaleValue.Empty,
            TypeShape.Composite(var fields) => DecodeFields(fields, types.FieldNames(inner), ref reader, depth),
            TypeShape.Tuple(var items) => DecodeTuple(items, ref reader, depth),
            TypeShape.Variant(var cases) => DecodeCase(inner, cases, ref reader, depth),
            TypeShape.BitSequence(var store, var order) => BitSequences.Decode(types, store, order, ref reader),
            var other => throw new InvalidOperationException($"{other} has no decoder."),
        };
    }

    /// <summary>Decodes an enum's case, or a call's fields, behind the byte that names it.</summary>
    public ScaleValue.Variant DecodeCaseFields(TypeVariant one, ref ScaleReader reader, int depth)
    {
        try
        {
            return one.Fields.IsEmpty
                ? new ScaleValue.Variant(one.Name, ScaleValue.Composite.NoFields)
                : new ScaleValue.Variant(one.Name, DecodeFields(one.Fields, TypeRegistry.NamesOf(one.Fields), ref reader, depth));
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(one.Name);
        }
    }

    private ScaleValue.Variant DecodeCase(TypeId type, ImmutableArray<TypeVariant> cases, ref ScaleReader reader, int depth)
    {
        var index = reader.ReadU8();
        foreach (var one in cases)
        {
            if (one.Index == index)
                return DecodeCaseFields(one, ref reader, depth);
        }

        throw new ScaleFormatException($"A case of {types.NameOf(type)} wanted; it has no index {index}.");
    }

    private ScaleValue.Composite DecodeFields(
        ImmutableArray<TypeField> fields, ImmutableArray<string> names, ref ScaleReader reader, int depth)
    {
        var values = ImmutableArray.CreateBuilder<ScaleValue>(fields.Length);
        try
        {
            foreach (var field in fields)
                values.Add(Decode(field.Type, ref reader, depth + 1));
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(SegmentOf(fields, values.Count));
        }

        return new ScaleValue.Composite(names, values.MoveToImmutable());
    }

    private ScaleValue DecodeTuple(ImmutableArray<TypeId> items, ref ScaleReader reader, int depth)
    {
        if (items.IsEmpty)
            return ScaleValue.Empty;

        var values = ImmutableArray.CreateBuilder<ScaleValue>(items.Length);
        try
        {
            foreach (var item in items)
                values.Add(Decode(item, ref reader, depth + 1));
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"[{values.Count}]");
        }

        return new ScaleValue.Composite([], values.MoveToImmutable());
    }

    private ScaleValue DecodeSequence(TypeId item, ref ScaleReader reader, int depth)
    {
        if (IsByte(item))
            return reader.ReadByteVector();
        if (!types.IsZeroSized(item))
            return DecodeItems((uint)reader.ReadLength(), item, ref reader, depth);

        var length = reader.ReadCompactU64();
        return length <= (ulong)_valuesLeft
            ? DecodeItems((uint)length, item, ref reader, depth)
            : throw new ScaleFormatException($"At most {_valuesLeft} values of no bytes wanted; {length} announced.");
    }

    private ScaleValue DecodeItems(uint length, TypeId item, ref ScaleReader reader, int depth)
    {
        if (IsByte(item))
            return reader.ReadBytes((int)Math.Min(length, int.MaxValue));

        var values = ImmutableArray.CreateBuilder<ScaleValue>((int)Math.Min(length, 256));
        try
        {
            while (values.Count < length)
                values.Add(Decode(item, ref reader, depth + 1));
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"[{values.Count}]");
        }

        return new ScaleValue.Sequence(values.DrainToImmutable());
    }

    private ScaleValue DecodeCompact(TypeId inner, ref ScaleReader reader) =>
        types.IsZeroSized(inner) ? ScaleValue.Empty : CompactNumbers.Decode(types, inner, ref reader);

    private static ScaleValue DecodePrimitive(PrimitiveType kind, ref ScaleReader reader) => kind switch
    {
        PrimitiveType.Bool => reader.ReadBoolean(),
        PrimitiveType.Char => DecodeCharacter(reader.ReadU32()),
        PrimitiveType.Str => reader.ReadString(),
        PrimitiveType.U8 => reader.ReadU8(),
        PrimitiveType.U16 => reader.ReadU16(),
        PrimitiveType.U32 => reader.ReadU32(),
        PrimitiveType.U64 => reader.ReadU64(),
        _ => DecodeInteger(kind, ref reader),
    };

    private static ScaleValue DecodeInteger(PrimitiveType kind, ref ScaleReader reader)
    {
        var (sizeBytes, signed) = kind.Width();
        return reader.ReadInteger(sizeBytes, signed);
    }

    private static ScaleValue DecodeCharacter(uint value) => System.Text.Rune.IsValid(value)
        ? value
        : throw new ScaleFormatException($"A Unicode scalar value wanted; {value} came.");

    private bool IsByte(TypeId item) => types[types.Unwrap(item)].Shape is TypeShape.Primitive(PrimitiveType.U8);

    /// <summary>How a field is called in a path; the one field of a case that wraps another type has no name of its own.</summary>
    internal static string SegmentOf(ImmutableArray<TypeField> fields, int place) =>
        fields[place].Name ?? (fields.Length == 1 ? "" : $"[{place}]");
}
