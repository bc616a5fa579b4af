using System.Collections.Immutable;
using Connito.Chain.Metadata;

namespace Connito.Localnet.Declarations;

/// <summary>Numbers the types that pallets declare; equal descriptions get one number.</summary>
internal sealed class TypeRegistryBuilder
{
    private readonly Dictionary<string, TypeId> _known = [];
    private readonly ImmutableArray<ScaleType>.Builder _types = ImmutableArray.CreateBuilder<ScaleType>();

    /// <summary>The number of a type; its parts are numbered before it.</summary>
    public TypeId IdOf(TypeDescription type)
    {
        if (_known.TryGetValue(type.Key, out var id))
            return id;

        var scaleType = ScaleTypeOf(type);
        id = new TypeId(_types.Count);
        _types.Add(scaleType);
        _known.Add(type.Key, id);
        return id;
    }

    /// <summary>Everything numbered so far.</summary>
    public TypeRegistry Build() => new(_types.ToImmutable());

    private ScaleType ScaleTypeOf(TypeDescription type) => type switch
    {
        TypeDescription.Primitive(var kind) => Plain(new TypeShape.Primitive(kind)),
        TypeDescription.Sequence(var item) => Plain(new TypeShape.Sequence(IdOf(item))),
        TypeDescription.FixedArray(var length, var item) => Plain(new TypeShape.Array(length, IdOf(item))),
        TypeDescription.Tuple(var items) => Plain(new TypeShape.Tuple([.. items.Select(IdOf)])),
        TypeDescription.Compact(var inner) => Plain(new TypeShape.Compact(IdOf(inner))),
        TypeDescription.Composite(var path, var fields, var parameters) => Named(path, parameters, new TypeShape.Composite([.. fields.Select(FieldOf)])),
        TypeDescription.Variant(var path, var cases, var parameters) => Named(path, parameters, new TypeShape.Variant([.. cases.Select(CaseOf)])),
        _ => throw new InvalidOperationException($"No metadata is known for {type}."),
    };

    private TypeField FieldOf(FieldDescription field) => new(field.Name, IdOf(field.Type), null, []);

    private TypeVariant CaseOf(CaseDescription one) => new(one.Name, one.Index, [.. one.Fields.Select(FieldOf)], []);

    private static ScaleType Plain(TypeShape shape) => new([], [], shape, []);

    private ScaleType Named(string path, ImmutableArray<ParameterDescription> parameters, TypeShape shape) => new(
        [.. path.Split("::")],
        [.. parameters.Select(parameter => new TypeParameter(parameter.Name, parameter.Type is { } type ? IdOf(type) : null))],
        shape,
        []);
}
