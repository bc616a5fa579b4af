using System.Collections.Immutable;
using Connito.Chain.Metadata;

namespace Connito.Localnet.Declarations;

/// <summary>A SCALE type as a pallet declares it, before the metadata numbers it; equal keys mean equal types.</summary>
internal abstract record TypeDescription(string Key)
{
    /// <summary>A primitive type.</summary>
    public sealed record Primitive(PrimitiveType Kind) : TypeDescription(Kind.ToString().ToLowerInvariant());

    /// <summary>A vector.</summary>
    public sealed record Sequence(TypeDescription Item) : TypeDescription($"Vec<{Item.Key}>");

    /// <summary>A fixed number of items.</summary>
    public sealed record FixedArray(uint Length, TypeDescription Item) : TypeDescription($"[{Item.Key};{Length}]");

    /// <summary>Items of different types; none of them is the unit type.</summary>
    public sealed record Tuple(ImmutableArray<TypeDescription> Items) : TypeDescription($"({string.Join(',', Items.Select(item => item.Key))})");

    /// <summary>A compact integer.</summary>
    public sealed record Compact(TypeDescription Inner) : TypeDescription($"Compact<{Inner.Key}>");

    /// <summary>A struct under its Rust path; with type parameters where readers look at them.</summary>
    public sealed record Composite(string Path, ImmutableArray<FieldDescription> Fields, ImmutableArray<ParameterDescription> Parameters)
        : TypeDescription(KeyOf(Path, Parameters));

    /// <summary>An enum under its Rust path.</summary>
    public sealed record Variant(string Path, ImmutableArray<CaseDescription> Cases, ImmutableArray<ParameterDescription> Parameters)
        : TypeDescription(KeyOf(Path, Parameters));

    /// <summary>The type of nothing.</summary>
    public static TypeDescription Unit { get; } = new Tuple([]);

    private static string KeyOf(string path, ImmutableArray<ParameterDescription> parameters) =>
        parameters.IsEmpty ? path : $"{path}<{string.Join(',', parameters.Select(parameter => parameter.Type?.Key))}>";
}

/// <summary>A field; null name in tuple-like structs.</summary>
internal sealed record FieldDescription(string? Name, TypeDescription Type);

/// <summary>A case of an enum; calls, events and errors are cases too.</summary>
internal sealed record CaseDescription(byte Index, string Name, ImmutableArray<FieldDescription> Fields);

/// <summary>A generic parameter; null type where it does not matter.</summary>
internal sealed record ParameterDescription(string Name, TypeDescription? Type);
