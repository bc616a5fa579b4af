using System.Numerics;
using Connito.Chain.Metadata;
using Connito.Chain.Scale;

namespace Connito.Chain.Tests.Metadata;

/// <summary>Random registries, and random values of their types in the form that decoding gives.</summary>
internal sealed class RandomTypes(int seed)
{
    private static readonly string[] Leaves =
    [
        "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "u256", "i8", "i16", "i32", "i64", "i128", "i256",
        "()", "Compact<u8>", "Compact<u32>", "Compact<u128>", "Vec<u8>", "[u8;3]", "[u16;0]", "U64F64", "I32F32",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A registry whose every type refers to earlier ones.</summary>
    public TypeRegistry Registry(int count)
    {
        var types = new TypeExpressions();
        foreach (var leaf in Leaves)
            types.Of(leaf);
        var ids = types.Build().Types.Length;
        var lsb = types.Define("Lsb0", new TypeShape.Composite([]));
        var msb = types.Define("Msb0", new TypeShape.Composite([]));
        for (var i = 0; i < count; i++)
            types.Define($"T{i}", RandomShape(new TypeId(_random.Next(ids + i)), new TypeId(_random.Next(ids)), lsb, msb, types));
        return types.Build();
    }

    /// <summary>A value of that type.</summary>
    public ScaleValue Value(TypeRegistry types, TypeId type)
    {
        switch (types[types.Unwrap(type)].Shape)
        {
            case TypeShape.Primitive(PrimitiveType.Bool):
                return _random.Next(2) == 1;
            case TypeShape.Primitive(PrimitiveType.Char):
                return 'é';
            case TypeShape.Primitive(PrimitiveType.Str):
                return new string('ß', _random.Next(80));
            case TypeShape.Primitive(var kind):
                return Integer(kind);
            case TypeShape.Compact(var inner):
                return types.IsZeroSized(inner) ? ScaleValue.Empty : Value(types, inner);
            case TypeShape.Sequence(var item):
                return Items(types, item, _random.Next(5));
            case TypeShape.Array(var length, var item):
                return Items(types, item, (int)length);
            case TypeShape.BitSequence:
                return ScaleValue.List(Enumerable.Range(0, _random.Next(40)), _ => _random.Next(2) == 1);
            case TypeShape.Tuple(var items):
                return ScaleValue.Tuple([.. items.Select(item => Value(types, item))]);
            case TypeShape.Composite([]):
                return ScaleValue.Empty;
            case TypeShape.Composite(var fields):
                return Fields(types, fields);
            case TypeShape.Variant(var cases):
                var one = cases[_random.Next(cases.Length)];
                return new ScaleValue.Variant(one.Name, one.Fields.IsEmpty ? ScaleValue.Composite.NoFields : Fields(types, one.Fields));
            default:
                throw new NotSupportedException();
        }
    }

    private TypeShape RandomShape(TypeId any, TypeId leaf, TypeId lsb, TypeId msb, TypeExpressions types)
    {
        var named = _random.Next(2) == 1;
        TypeField Field(string name, TypeId type) => TypeExpressions.Field(named ? name : null, type);
        return _random.Next(9) switch
        {
            0 => new TypeShape.Sequence(any),
            1 => new TypeShape.Array((uint)_random.Next(4), any),
            2 => new TypeShape.Tuple([any, leaf]),
            3 => new TypeShape.Tuple([any]),
            4 => new TypeShape.Composite([Field("first", any), Field("second", leaf)]),
            5 => new TypeShape.Composite([Field("only", any)]),
            6 => new TypeShape.Variant([TypeExpressions.Case(0, "None"), TypeExpressions.Case(1, "Some", TypeExpressions.Field(null, any))]),
            7 => new TypeShape.Variant([TypeExpressions.Case(200, "Far", Field("a", any), Field("b", leaf)), TypeExpressions.Case(3, "Near")]),
            _ => new TypeShape.BitSequence(types.Of($"u{8 << _random.Next(4)}"), named ? lsb : msb),
        };
    }

    private ScaleValue Items(TypeRegistry types, TypeId item, int count)
    {
        if (types[types.Unwrap(item)].Shape is not TypeShape.Primitive(PrimitiveType.U8))
            return ScaleValue.List(Enumerable.Range(0, count), _ => Value(types, item));

        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private ScaleValue.Composite Fields(TypeRegistry types, IReadOnlyList<TypeField> fields) => new(
        fields[0].Name is null ? [] : [.. fields.Select(field => field.Name!)],
        [.. fields.Select(field => Value(types, field.Type))]);

    private BigInteger Integer(PrimitiveType kind)
    {
        var signed = kind >= PrimitiveType.I8;
        var bytes = new byte[1 << (kind - (signed ? PrimitiveType.I8 : PrimitiveType.U8))];
        _random.NextBytes(bytes.AsSpan(0, _random.Next(bytes.Length + 1)));
        return new BigInteger(bytes, isUnsigned: !signed);
    }
}
