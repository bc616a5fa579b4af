using System.Collections.Immutable;

namespace Connito.Chain.Metadata;

/// <summary>A runtime API, such as <c>NeuronInfoRuntimeApi</c>; V15 and later describe them.</summary>
public sealed record RuntimeApi(string Name, ImmutableArray<RuntimeApiMethod> Methods, ImmutableArray<string> Documentation);

/// <summary>A method of a runtime API; the node calls it <c>Api_method</c>.</summary>
public sealed record RuntimeApiMethod(
    string Name,
    ImmutableArray<RuntimeApiInput> Inputs,
    TypeId Output,
    ImmutableArray<string> Documentation);

/// <summary>A parameter of a runtime API's method.</summary>
public sealed record RuntimeApiInput(string Name, TypeId Type);

/// <summary>The enums over all pallets; V15 and later name them.</summary>
public sealed record OuterEnums(TypeId Call, TypeId Event, TypeId Error);

/// <summary>A value that a chain adds to its metadata under a name of its own.</summary>
public sealed record CustomValue(string Name, TypeId Type, ImmutableArray<byte> Value);
