using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>What a runtime says of itself: its types, pallets, extrinsic format and runtime APIs. Immutable.</summary>
/// <param name="Version">The format it came in: 14, 15 or 16.</param>
/// <param name="Types">Every type the rest refers to.</param>
/// <param name="Pallets">The pallets, in the runtime's order.</param>
/// <param name="Extrinsic">The extrinsic format.</param>
/// <param name="RuntimeType">The runtime's own type, which V16 leaves out.</param>
/// <param name="Apis">The runtime APIs; V14 describes none.</param>
/// <param name="OuterEnums">The enums over all pallets; V14 does not name them.</param>
/// <param name="CustomValues">The chain's own additions; V14 has none.</param>
public sealed record RuntimeMetadata(
    byte Version,
    TypeRegistry Types,
    ImmutableArray<PalletMetadata> Pallets,
    ExtrinsicMetadata Extrinsic,
    TypeId? RuntimeType,
    ImmutableArray<RuntimeApi> Apis,
    OuterEnums? OuterEnums,
    ImmutableArray<CustomValue> CustomValues)
{
    /// <summary>Reads a blob of version 14, 15 or 16 that begins with <c>meta</c>.</summary>
    /// <exception cref="ScaleFormatException">The bytes are no such blob, to the last byte.</exception>
    public static RuntimeMetadata Parse(ReadOnlySpan<byte> blob) => MetadataReader.Read(blob);

    /// <summary>The pallet of that name, or null.</summary>
    public PalletMetadata? FindPallet(string name) => Pallets.FirstOrDefault(pallet => pallet.Name == name);

    /// <summary>The pallet of that index, or null.</summary>
    public PalletMetadata? FindPallet(byte index) => Pallets.FirstOrDefault(pallet => pallet.Index == index);

    /// <summary>The pallet of that name.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such pallet.</exception>
    public PalletMetadata Pallet(string name) => FindPallet(name) ?? throw new MissingInRuntimeException("pallet", name);

    /// <summary>The call of that name, with the index and the fields it has in this runtime.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such call.</exception>
    public TypeVariant Call(string pallet, string call) =>
        Find(Pallet(pallet).Calls, call) ?? throw new MissingInRuntimeException("call", $"{pallet}.{call}");

    /// <summary>The storage entry of that name.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such entry.</exception>
    public StorageEntry StorageEntry(string pallet, string entry) =>
        Pallet(pallet).Storage?.Entries.FirstOrDefault(candidate => candidate.Name == entry)
        ?? throw new MissingInRuntimeException("storage entry", $"{pallet}.{entry}");

    /// <summary>The constant of that name.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such constant.</exception>
    public PalletConstant Constant(string pallet, string constant) =>
        Pallet(pallet).Constants.FirstOrDefault(candidate => candidate.Name == constant)
        ?? throw new MissingInRuntimeException("constant", $"{pallet}.{constant}");

    /// <summary>The runtime API's method of that name.</summary>
    /// <exception cref="MissingInRuntimeException">The metadata describes no such method; V14 describes none at all.</exception>
    public RuntimeApiMethod ApiMethod(string api, string method) =>
        Apis.FirstOrDefault(candidate => candidate.Name == api)?.Methods.FirstOrDefault(candidate => candidate.Name == method)
        ?? throw new MissingInRuntimeException("runtime API", $"{api}_{method}");

    /// <summary>The cases of a pallet's calls, events or errors; empty for null.</summary>
    public ImmutableArray<TypeVariant> CasesOf(TypeId? type) =>
        type is { } id && Types[id].Shape is TypeShape.Variant(var cases) ? cases : [];

    private TypeVariant? Find(TypeId? type, string name) => CasesOf(type).FirstOrDefault(candidate => candidate.Name == name);
}
