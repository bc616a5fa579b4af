using Connito.Chain.Metadata;

namespace Connito.Chain.Tests.Metadata;

/// <summary>Makes registries from types as Rust writes them, such as <c>Vec&lt;(u16,Compact&lt;u64&gt;)&gt;</c>.</summary>
internal sealed class TypeExpressions
{
    private readonly List<ScaleType> _types = [];
    private readonly Dictionary<string, TypeId> _known = [];

    public TypeRegistry Build() => new([.. _types]);

    public TypeId Define(string name, TypeShape shape)
    {
        var id = new TypeId(_types.Count);
        _types.Add(new ScaleType(name.Length == 0 || !char.IsLetter(name[0]) ? [] : [name], [], shape, []));
        if (name.Length > 0)
            _known[name] = id;
        return id;
    }

    public TypeId Of(string expression)
    {
        if (_known.TryGetValue(expression, out var known))
            return known;

        var id = Define("", ShapeOf(expression));
        _known[expression] = id;
        return id;
    }

    public static TypeField Field(string? name, TypeId type) => new(name, type, null, []);

    public static TypeVariant Case(byte index, string name, params TypeField[] fields) => new(name, index, [.. fields], []);

    private TypeShape ShapeOf(string expression)
    {
        if (Enum.TryParse<PrimitiveType>(expression, ignoreCase: true, out var kind))
            return new TypeShape.Primitive(kind);
        if (expression is "Text")
            return new TypeShape.Primitive(PrimitiveType.Str);
        if (expression[0] == '(')
            return new TypeShape.Tuple([.. Split(expression[1..^1]).Select(Of)]);
        if (expression[0] == '[')
            return new TypeShape.Array(uint.Parse(expression[1..^1].Split(';')[1]), Of(expression[1..^1].Split(';')[0]));

        var inner = expression.Contains('<', StringComparison.Ordinal) ? expression[(expression.IndexOf('<', StringComparison.Ordinal) + 1)..^1] : "";
        return expression.Split('<')[0] switch
        {
            "Vec" => new TypeShape.Sequence(Of(inner)),
            "Compact" => new TypeShape.Compact(Of(inner)),
            "Option" => new TypeShape.Variant([Case(0, "None"), Case(1, "Some", Field(null, Of(inner)))]),
            "MultiAddress" => new TypeShape.Variant([Case(0, "Id", Field(null, Of("[u8;32]")))]),
            "U64F64" or "U96F32" => new TypeShape.Composite([Field("bits", Of("u128"))]),
            "I64F64" or "I96F32" => new TypeShape.Composite([Field("bits", Of("i128"))]),
            "I32F32" => new TypeShape.Composite([Field("bits", Of("i64"))]),
            _ => throw new NotSupportedException(expression),
        };
    }

    private static IEnumerable<string> Split(string items)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= items.Length; i++)
        {
            if (i == items.Length || (items[i] == ',' && depth == 0))
            {
                if (i > start)
                    yield return items[start..i].Trim();
                start = i + 1;
            }
            else
                depth += items[i] is '(' or '<' or '[' ? 1 : items[i] is ')' or '>' or ']' ? -1 : 0;
        }
    }
}
