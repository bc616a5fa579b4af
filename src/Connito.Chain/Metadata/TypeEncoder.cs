using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>Encodes values by their types.</summary>
internal sealed class TypeEncoder(TypeRegistry types, ScaleWriter writer)
{
    /// <summary>Encodes one value.</summary>
    /// <exception cref="ScaleFormatException">The value is not of the type, or outside its range.</exception>
    public static byte[] EncodeAll(TypeRegistry types, TypeId type, ScaleValue value)
    {
        var writer = new ScaleWriter();
        new TypeEncoder(types, writer).Encode(type, value, 0);
        return writer.ToArray();
    }

    /// <summary>Appends one value.</summary>
    public void Encode(TypeId type, ScaleValue value, int depth)
    {
        if (depth > TypeDecoder.DepthMax)
            throw new ScaleFormatException($"Values nested at most {TypeDecoder.DepthMax} deep wanted; deeper ones came.");

        var inner = types.Unwrap(type);
        switch (types[inner].Shape)
        {
            case TypeShape.Primitive(var kind):
                EncodePrimitive(kind, value);
                break;
            case TypeShape.Compact(var number):
                EncodeCompact(number, value);
                break;
            case TypeShape.Sequence(var item):
                EncodeSequence(item, value, depth);
                break;
            case TypeShape.Array(var length, var item):
                EncodeArray(length, item, value, depth);
                break;
            case TypeShape.Composite(var fields):
                EncodeFields(fields, value, depth);
                break;
            case TypeShape.Tuple(var items):
                EncodeTuple(items, value, depth);
                break;
            case TypeShape.Variant(var cases):
                EncodeCase(inner, cases, value, depth);
                break;
            case TypeShape.BitSequence(var store, var order):
                BitSequences.Encode(types, store, order, RequireSequence(value, null), writer);
                break;
        }
    }

    /// <summary>Appends the fields of a struct, of an enum's case or of a call: named and in any order, or in order without names.</summary>
    public void EncodeFields(ImmutableArray<TypeField> fields, ScaleValue value, int depth)
    {
        var given = FieldsOf(value);
        var named = !given.Names.IsEmpty;
        RequireFields(fields, given);
        for (var i = 0; i < fields.Length; i++)
        {
            try
            {
                Encode(fields[i].Type, named ? given.Find(fields[i].Name!)! : given.Values[i], depth + 1);
            }
            catch (ScaleFormatException fault)
            {
                throw fault.Within(TypeDecoder.SegmentOf(fields, i));
            }
        }
    }

    private static ScaleValue.Composite FieldsOf(ScaleValue value) => value switch
    {
        ScaleValue.Composite composite => composite,
        ScaleValue.Unit => ScaleValue.Composite.NoFields,
        ScaleValue.Sequence(var items) => new ScaleValue.Composite([], items),
        _ => throw new ScaleFormatException($"A struct or tuple wanted; {value.Shortened()} came."),
    };

    private static void RequireFields(ImmutableArray<TypeField> fields, ScaleValue.Composite given)
    {
        if (given.Names.FirstOrDefault(name => !fields.Any(field => field.Name == name)) is { } stranger)
            throw new ScaleFormatException($"The fields {Listed(fields.Select(field => field.Name ?? "without a name"))} wanted; {stranger} came.");
        if (!given.Names.IsEmpty && fields.FirstOrDefault(field => !given.Names.Contains(field.Name!)) is { } missing)
            throw new ScaleFormatException($"The field {missing.Name} wanted; only {Listed(given.Names)} came.");
        if (given.Values.Length != fields.Length)
            throw new ScaleFormatException($"{fields.Length} fields wanted; {given.Values.Length} came.");
    }

    private void EncodeTuple(ImmutableArray<TypeId> items, ScaleValue value, int depth)
    {
        var given = FieldsOf(value).Values;
        if (given.Length != items.Length)
            throw new ScaleFormatException($"A tuple of {items.Length} wanted; {given.Length} values came.");

        for (var i = 0; i < items.Length; i++)
            EncodeItem(items[i], given[i], i, depth);
    }

    private void EncodeCase(TypeId type, ImmutableArray<TypeVariant> cases, ScaleValue value, int depth)
    {
        if (value is not ScaleValue.Variant(var name, var fields))
            throw new ScaleFormatException($"A case of {types.NameOf(type)} wanted; {value.Shortened()} came.");
        if (cases.FirstOrDefault(candidate => candidate.Name == name) is not { } one)
            throw new ScaleFormatException($"{types.NameOf(type)} is {Listed(cases.Select(candidate => candidate.Name))}; {name} came.");

        writer.WriteU8(one.Index);
        try
        {
            EncodeFields(one.Fields, fields, depth);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(name);
        }
    }

    private void EncodeSequence(TypeId item, ScaleValue value, int depth)
    {
        if (value is ScaleValue.Bytes(var bytes))
        {
            RequireBytes(item);
            writer.WriteByteVector(bytes.AsSpan());
            return;
        }

        var items = RequireSequence(value, null);
        writer.WriteCompact(items.Length);
        for (var i = 0; i < items.Length; i++)
            EncodeItem(item, items[i], i, depth);
    }

    private void EncodeArray(uint length, TypeId item, ScaleValue value, int depth)
    {
        if (value is ScaleValue.Bytes(var bytes))
        {
            RequireBytes(item);
            if (bytes.Length != length)
                throw new ScaleFormatException($"{length} bytes wanted; {bytes.Length} came.");
            writer.WriteBytes(bytes.AsSpan());
            return;
        }

        var items = RequireSequence(value, length);
        for (var i = 0; i < items.Length; i++)
            EncodeItem(item, items[i], i, depth);
    }

    private void EncodeItem(TypeId item, ScaleValue value, int place, int depth)
    {
        try
        {
            Encode(item, value, depth + 1);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"[{place}]");
        }
    }

    private void EncodeCompact(TypeId inner, ScaleValue value)
    {
        if (!types.IsZeroSized(inner))
            CompactNumbers.Encode(types, inner, value.AsBigInteger(), writer);
    }

    private void EncodePrimitive(PrimitiveType kind, ScaleValue value)
    {
        switch (kind)
        {
            case PrimitiveType.Bool:
                writer.WriteBoolean(value.AsBoolean());
                break;
            case PrimitiveType.Char:
                writer.WriteU32(value.AsUInt32());
                break;
            case PrimitiveType.Str:
                writer.WriteString(value.AsText());
                break;
            default:
                var (sizeBytes, signed) = kind.Width();
                writer.WriteInteger(value.AsBigInteger(), sizeBytes, signed);
                break;
        }
    }

    private static ImmutableArray<ScaleValue> RequireSequence(ScaleValue value, uint? length) =>
        value is ScaleValue.Sequence(var items) && (length is null || items.Length == length)
            ? items
            : throw new ScaleFormatException($"A list{(length is null ? "" : $" of {length} items")} wanted; {value.Shortened()} came.");

    private void RequireBytes(TypeId item)
    {
        if (types[types.Unwrap(item)].Shape is not TypeShape.Primitive(PrimitiveType.U8))
            throw new ScaleFormatException($"A list of {types.NameOf(item)} wanted; bytes came.");
    }

    private static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length <= 12 ? string.Join(", ", all) : $"{string.Join(", ", all[..12])} and {all.Length - 12} more";
    }
}
