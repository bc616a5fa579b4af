using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>The types of one runtime, each at the place that its <see cref="TypeId"/> names. Immutable.</summary>
public sealed class TypeRegistry
{
    private readonly TypeId[] _unwrapped;
    private readonly bool[] _zeroSized;
    private readonly ImmutableArray<string>[] _fieldNames;

    /// <exception cref="ScaleFormatException">A type refers to one that is not there, or wraps nothing but itself.</exception>
    public TypeRegistry(ImmutableArray<ScaleType> types)
    {
        Types = types;
        for (var i = 0; i < types.Length; i++)
            RequireReferences(types[i], i);

        _unwrapped = [.. Enumerable.Range(0, types.Length).Select(place => FollowWrappers(new TypeId(place)))];
        _zeroSized = ZeroSizes.Of(types);
        _fieldNames = [.. types.Select(type => type.Shape is TypeShape.Composite(var fields) ? NamesOf(fields) : [])];
    }

    /// <summary>The types in the order of their identifiers.</summary>
    public ImmutableArray<ScaleType> Types { get; }

    /// <summary>The type with that identifier.</summary>
    public ScaleType this[TypeId id] => Types[id.Value];

    /// <summary>The type inside wrappers: the one field of a struct without names, a fixed-point number's bits, a tuple's one item.</summary>
    public TypeId Unwrap(TypeId id) => _unwrapped[id.Value];

    /// <summary>Every value of the type takes no bytes.</summary>
    public bool IsZeroSized(TypeId id) => _zeroSized[id.Value];

    /// <summary>A short Rust-like name, such as <c>Vec&lt;Option&lt;u16&gt;&gt;</c>.</summary>
    public string NameOf(TypeId id) => TypeNames.Of(this, id);

    /// <exception cref="ScaleFormatException">The registry has no such type.</exception>
    internal TypeId Require(TypeId id) => (uint)id.Value < (uint)Types.Length
        ? id
        : throw new ScaleFormatException($"A type of 0 to {Types.Length - 1} wanted; {id.Value} came.");

    /// <summary>A struct's field names, or empty when its fields have none.</summary>
    internal ImmutableArray<string> FieldNames(TypeId structType) => _fieldNames[structType.Value];

    internal static ImmutableArray<string> NamesOf(ImmutableArray<TypeField> fields) =>
        !fields.IsEmpty && fields.All(field => field.Name is not null) ? [.. fields.Select(field => field.Name!)] : [];

    private void RequireReferences(ScaleType type, int place)
    {
        try
        {
            foreach (var id in ReferencesOf(type))
                Require(id);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"types[{place}]");
        }
    }

    private static IEnumerable<TypeId> ReferencesOf(ScaleType type)
    {
        var parameters = type.Parameters.Where(parameter => parameter.Type is not null).Select(parameter => parameter.Type!.Value);
        return parameters.Concat(type.Shape switch
        {
            TypeShape.Composite(var fields) => fields.Select(field => field.Type),
            TypeShape.Variant(var cases) => cases.SelectMany(one => one.Fields).Select(field => field.Type),
            TypeShape.Sequence(var item) => [item],
            TypeShape.Array(_, var item) => [item],
            TypeShape.Tuple(var items) => items,
            TypeShape.Compact(var inner) => [inner],
            TypeShape.BitSequence(var store, var order) => [store, order],
            _ => [],
        });
    }

    private TypeId FollowWrappers(TypeId id)
    {
        var inner = id;
        for (var steps = 0; steps <= Types.Length; steps++)
        {
            switch (Types[inner.Value].Shape)
            {
                case TypeShape.Composite([{ Name: null or "bits" } only]):
                    inner = only.Type;
                    break;
                case TypeShape.Tuple([var only]):
                    inner = only;
                    break;
                default:
                    return inner;
            }
        }

        throw new ScaleFormatException("A type with a value wanted; this one wraps nothing but itself.", $"types[{id.Value}]");
    }
}
