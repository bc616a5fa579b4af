using System.Collections.Immutable;

namespace Connito.Chain.Metadata;

/// <summary>One type of a runtime.</summary>
/// <param name="Path">Rust modules and the type's name, such as <c>sp_core crypto AccountId32</c>; empty for types without a name.</param>
/// <param name="Parameters">Generic parameters; one without a type does not matter to the encoding.</param>
/// <param name="Shape">How its values are encoded.</param>
/// <param name="Documentation">The runtime's own words, line by line.</param>
public sealed record ScaleType(
    ImmutableArray<string> Path,
    ImmutableArray<TypeParameter> Parameters,
    TypeShape Shape,
    ImmutableArray<string> Documentation)
{
    /// <summary>The last part of the path, or the empty string.</summary>
    public string Name => Path.IsEmpty ? "" : Path[^1];
}

/// <summary>A generic parameter of a type.</summary>
public sealed record TypeParameter(string Name, TypeId? Type);
