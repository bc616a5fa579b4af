using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Tests.Metadata;

/// <summary>Reads the vectors' JSON as values, by the type they stand for.</summary>
internal static class JsonValues
{
    public static ScaleValue Read(TypeRegistry types, TypeId type, JsonElement json)
    {
        switch (types[types.Unwrap(type)].Shape)
        {
            case TypeShape.Primitive(PrimitiveType.Bool):
                return json.GetBoolean();
            case TypeShape.Primitive(PrimitiveType.Str):
                return json.GetString()!;
            case TypeShape.Primitive or TypeShape.Compact:
                return Number(json);
            case TypeShape.Sequence(var item):
                return ReadItems(types, item, json);
            case TypeShape.Array(_, var item):
                return ReadItems(types, item, json);
            case TypeShape.Tuple([]):
                return ScaleValue.Empty;
            case TypeShape.Tuple(var items):
                return ScaleValue.Tuple([.. json.EnumerateArray().Zip(items, (value, item) => Read(types, item, value))]);
            case TypeShape.Composite(var fields):
                return ScaleValue.Struct([.. fields.Select(field => (field.Name!, Read(types, field.Type, json.GetProperty(field.Name!))))]);
            case TypeShape.Variant(var cases):
                return ReadCase(types, types[types.Unwrap(type)].Name, cases, json);
            default:
                throw new NotSupportedException(types.NameOf(type));
        }
    }

    public static BigInteger Number(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
            json = json.GetProperty("bits");
        var text = json.ValueKind == JsonValueKind.Number ? json.GetRawText() : json.GetString()!;
        return BigInteger.Parse(text.Split(" = ")[^1], CultureInfo.InvariantCulture);
    }

    private static ScaleValue ReadItems(TypeRegistry types, TypeId item, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Convert.FromHexString(json.GetProperty("account").GetString()![2..]),
        JsonValueKind.String when json.GetString() == "0..255" => Enumerable.Range(0, 256).Select(uid => (ushort)uid).ToArray(),
        JsonValueKind.String when json.GetString() == "uid*257" => Enumerable.Range(0, 256).Select(uid => (ushort)(uid * 257)).ToArray(),
        JsonValueKind.String => Bytes(json.GetString()!),
        _ when types[types.Unwrap(item)].Shape is TypeShape.Primitive(PrimitiveType.U8) =>
            json.EnumerateArray().Select(value => value.GetByte()).ToArray(),
        _ => ScaleValue.List(json.EnumerateArray(), value => Read(types, item, value)),
    };

    private static ScaleValue Bytes(string text)
    {
        if (AccountId.TryParse(text, out var account))
            return account;
        return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
    }

    private static ScaleValue ReadCase(TypeRegistry types, string name, ImmutableArray<TypeVariant> cases, JsonElement json)
    {
        if (name == "Option")
            return json.ValueKind == JsonValueKind.Null ? ScaleValue.None : ScaleValue.Some(Read(types, cases[1].Fields[0].Type, json));
        if (json.ValueKind == JsonValueKind.String)
            return ScaleValue.Case(json.GetString()!, ReadOnlySpan<ScaleValue>.Empty);

        var property = json.EnumerateObject().Single();
        var one = cases.Single(candidate => candidate.Name == property.Name);
        return one.Fields is [{ Name: null } only]
            ? ScaleValue.Case(one.Name, Read(types, only.Type, property.Value))
            : ScaleValue.Case(one.Name, [.. one.Fields.Select(field => (field.Name!, Read(types, field.Type, property.Value.GetProperty(field.Name!))))]);
    }
}
