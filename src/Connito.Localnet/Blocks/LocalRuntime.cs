using System.Collections.Immutable;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Localnet.Declarations;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Blocks;

/// <summary>The pallets together: the metadata that describes them, and their calls by index.</summary>
internal sealed class LocalRuntime
{
    private readonly ImmutableDictionary<(byte Pallet, byte Call), CallDeclaration> _calls;
    private readonly RuntimeMetadata _metadata;

    /// <param name="genesis">Its rules become the pallets'.</param>
    /// <param name="blockTime">What <c>Aura.SlotDuration</c> says.</param>
    public LocalRuntime(Genesis genesis, TimeSpan blockTime)
    {
        Pallets =
        [
            SystemPallet.Declare(RuntimeVersion.Current),
            TimestampPallet.Declaration,
            AuraPallet.Declare((ulong)blockTime.TotalMilliseconds),
            BalancesPallet.Declaration,
            TransactionPaymentPallet.Declaration,
            SubtensorPallet.Declare(genesis.LoopbackAxons, genesis.LeastTempo),
            CommitmentsPallet.Declaration,
            AdminUtilsPallet.Declaration,
        ];
        Apis = new RuntimeApis(this).All;
        _calls = Pallets
            .SelectMany(pallet => pallet.Calls.Select(call => (Key: (pallet.Index, call.Case.Index), Call: call)))
            .ToImmutableDictionary(entry => entry.Key, entry => entry.Call);
        _metadata = new MetadataBuilder(Pallets, Apis, BalancesPallet.AddressType).Build();
        MetadataV14 = MetadataWriter.Write(_metadata, 14);
        MetadataV15 = MetadataWriter.Write(_metadata, 15);
    }

    public ImmutableArray<PalletDeclaration> Pallets { get; }

    public ImmutableArray<RuntimeApiDeclaration> Apis { get; }

    public byte[] MetadataV14 { get; }

    public byte[] MetadataV15 { get; }

    /// <summary>This runtime as clients of a chain with that genesis see it.</summary>
    public ChainRuntime For(BlockHash genesis) =>
        new(_metadata, RuntimeVersion.Current.SpecVersion, RuntimeVersion.Current.TransactionVersion, genesis);

    /// <summary>Reads a call to the last byte.</summary>
    /// <exception cref="ScaleFormatException">The bytes are no call of this runtime.</exception>
    public BoundCall ReadCall(ReadOnlySpan<byte> bytes)
    {
        var reader = new ScaleReader(bytes);
        var (pallet, index) = (reader.ReadU8(), reader.ReadU8());
        if (!_calls.TryGetValue((pallet, index), out var declaration))
            throw new ScaleFormatException($"A call of this runtime wanted; pallet {pallet} with call {index} came.");

        var call = declaration.Bind(ref reader);
        reader.EnsureEnd();
        return call;
    }
}
