using System.Collections.Immutable;
using Connito.Chain.Metadata;

namespace Connito.Localnet.Declarations;

/// <summary>Makes a runtime's metadata of what its pallets declare.</summary>
internal sealed class MetadataBuilder(
    IReadOnlyList<PalletDeclaration> pallets, IReadOnlyList<RuntimeApiDeclaration> apis, TypeDescription address)
{
    private const string Runtime = "node_subtensor_runtime";
    private const byte ExtrinsicVersion = 4;
    private readonly TypeRegistryBuilder _types = new();

    /// <summary>The whole; <c>MetadataWriter</c> writes it as version 14 or 15.</summary>
    public RuntimeMetadata Build()
    {
        // Outer enums first: the type of System.Events refers to the enum of events by its name alone.
        var events = Outer("RuntimeEvent", "Event", pallet => [.. pallet.Events.Select(declared => declared.Case)]);
        var calls = Outer("RuntimeCall", "Call", pallet => [.. pallet.Calls.Select(declared => declared.Case)]);
        var errors = Outer("RuntimeError", "Error", pallet => pallet.Errors);
        var outer = new OuterEnums(_types.IdOf(calls), _types.IdOf(events), _types.IdOf(errors));
        ImmutableArray<PalletMetadata> described = [.. pallets.Select(PalletOf)];
        ImmutableArray<RuntimeApi> describedApis = [.. apis.GroupBy(api => api.Api).Select(ApiOf)];
        var extrinsic = ExtrinsicOf(calls);
        var runtime = _types.IdOf(new TypeDescription.Composite($"{Runtime}::Runtime", [], []));
        return new RuntimeMetadata(15, _types.Build(), described, extrinsic, runtime, describedApis, outer, []);
    }

    private PalletMetadata PalletOf(PalletDeclaration pallet) => new(
        pallet.Name,
        pallet.Index,
        pallet.Storage.Count == 0 ? null : new PalletStorage(pallet.Name, [.. pallet.Storage.Select(EntryOf)]),
        CasesOf(pallet, "Call", [.. pallet.Calls.Select(declared => declared.Case)]),
        CasesOf(pallet, "Event", [.. pallet.Events.Select(declared => declared.Case)]),
        CasesOf(pallet, "Error", pallet.Errors),
        [.. pallet.Constants.Select(constant => new PalletConstant(constant.Name, _types.IdOf(constant.Type), [.. constant.Value], []))],
        []);

    private StorageEntry EntryOf(StorageItem item)
    {
        ImmutableArray<TypeDescription> keys = [.. item.Keys.Select(key => key.Type)];
        TypeId? keyType = keys switch
        {
            [] => null,
            [var only] => _types.IdOf(only),
            _ => _types.IdOf(new TypeDescription.Tuple(keys)),
        };
        return new StorageEntry(
            item.Name, item.Modifier, [.. item.Keys.Select(key => key.Hasher)], keyType, _types.IdOf(item.Value), [.. item.Default], []);
    }

    private ExtrinsicMetadata ExtrinsicOf(TypeDescription calls)
    {
        var signature = new TypeDescription.Variant(
            "sp_runtime::MultiSignature",
            [
                new(0, "Ed25519", [new(null, Codecs.Bytes(64))]), new(1, "Sr25519", [new(null, Codecs.Bytes(64))]),
                new(2, "Ecdsa", [new(null, Codecs.Bytes(65))]),
            ],
            []);
        var extra = new TypeDescription.Tuple([.. SignedExtensions.All.Select(extension => extension.Extra)]);
        var whole = new TypeDescription.Composite(
            "sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic",
            [new(null, Codecs.ByteVector.Type)],
            [new("Address", address), new("Call", calls), new("Signature", signature), new("Extra", extra)]);
        return new ExtrinsicMetadata(
            [ExtrinsicVersion], _types.IdOf(whole), _types.IdOf(address), _types.IdOf(calls), _types.IdOf(signature), _types.IdOf(extra),
            [.. SignedExtensions.All.Select(extension =>
                new ExtensionMetadata(extension.Identifier, _types.IdOf(extension.Extra), _types.IdOf(extension.Additional)))]);
    }

    private RuntimeApi ApiOf(IGrouping<string, RuntimeApiDeclaration> api) => new(
        api.Key,
        [.. api.Select(method => new RuntimeApiMethod(
            method.Method, [.. method.Inputs.Select(input => new RuntimeApiInput(input.Name, _types.IdOf(input.Type)))], _types.IdOf(method.Output), []))],
        []);

    private TypeDescription.Variant Outer(string name, string kind, Func<PalletDeclaration, ImmutableArray<CaseDescription>> casesOf)
    {
        var cases = pallets.Where(pallet => !casesOf(pallet).IsEmpty)
            .Select(pallet => new CaseDescription(pallet.Index, pallet.Name, [new(null, Enumeration(pallet, kind, casesOf(pallet)))]));
        return new TypeDescription.Variant($"{Runtime}::{name}", [.. cases], []);
    }

    private TypeId? CasesOf(PalletDeclaration pallet, string kind, ImmutableArray<CaseDescription> cases) =>
        cases.IsEmpty ? null : _types.IdOf(Enumeration(pallet, kind, cases));

    private static TypeDescription.Variant Enumeration(PalletDeclaration pallet, string kind, ImmutableArray<CaseDescription> cases) =>
        new($"{pallet.Crate}::pallet::{kind}", [.. cases.OrderBy(one => one.Index)], []);
}
