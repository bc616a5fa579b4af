using System.Collections.Immutable;
using Connito.Chain.Scale;
using Connito.Localnet.Blocks;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Declarations.Codecs;

namespace Connito.Localnet.Pallets;

/// <summary>The runtime APIs that this node answers.</summary>
internal sealed class RuntimeApis(LocalRuntime runtime)
{
    private static readonly TypeDescription Blob = new TypeDescription.Sequence(U8.Type);

    public ImmutableArray<RuntimeApiDeclaration> All =>
    [
        new("Core", "version", [], RuntimeVersion.Codec.Type, static (_, ref _) => RuntimeVersion.Codec.Encode(RuntimeVersion.Current)),
        new("Metadata", "metadata", [], Blob, (_, ref _) => Vectored(runtime.MetadataV14)),
        new("Metadata", "metadata_at_version", [("version", U32.Type)], Option(Blob), MetadataAtVersion),
        new("Metadata", "metadata_versions", [], Vector(U32).Type, static (_, ref _) => Vector(U32).Encode([14, 15])),
        new("AccountNonceApi", "account_nonce", [("account", Account.Type)], U32.Type, static (state, ref inputs) =>
            U32.Encode(SystemPallet.Account.Get(state, Account.Read(ref inputs)).Nonce)),
        new("TransactionPaymentApi", "query_info", [("uxt", Blob), ("len", U32.Type)], DispatchCost.Type, QueryInfo),
        new("NeuronInfoRuntimeApi", "get_neurons_lite", [("netuid", U16.Type)], Vector(NeuronLite.Codec).Type, static (state, ref inputs) =>
            Vector(NeuronLite.Codec).Encode(NeuronLite.AllOf(state, inputs.ReadU16()))),
        new("NeuronInfoRuntimeApi", "get_neuron_lite", [("netuid", U16.Type), ("uid", U16.Type)], Option(NeuronLite.Codec.Type), GetNeuronLite),
        new("SubnetInfoRuntimeApi", "get_next_epoch_start_block", [("netuid", U16.Type)], Option(U64.Type), static (state, ref inputs) =>
            EpochSchedule.NextEpoch(state, inputs.ReadU16()) is { } block ? [1, .. U64.Encode(block)] : [0]),
        new("SubnetRegistrationRuntimeApi", "get_network_registration_cost", [], U64.Type, static (state, ref _) =>
            U64.Encode(SubtensorStorage.NetworkLastLockCost.Get(state))),
    ];

    /// <summary>What an extrinsic would cost its signer, without a tip; nothing where it cannot be read.</summary>
    public static ulong FeeOf(LocalRuntime runtime, byte[] extrinsic)
    {
        var validator = new ExtrinsicValidator(runtime, runtime.For(default));
        return validator.TryRead(extrinsic, out var read, out _) ? TransactionPaymentPallet.FeeOf(read.Call.PaysFee, extrinsic.Length) : 0;
    }

    private byte[] MetadataAtVersion(IStateReader state, ref ScaleReader inputs) => inputs.ReadU32() switch
    {
        14 => [1, .. Vectored(runtime.MetadataV14)],
        15 => [1, .. Vectored(runtime.MetadataV15)],
        _ => [0],
    };

    private byte[] QueryInfo(IStateReader state, ref ScaleReader inputs)
    {
        // The extrinsic carries its own length; the u32 after it says the same once more.
        var extrinsic = new ScaleWriter().WriteByteVector(inputs.ReadByteVector()).ToArray();
        _ = inputs.ReadU32();
        return DispatchCost.Encode(FeeOf(runtime, extrinsic));
    }

    private static byte[] GetNeuronLite(IStateReader state, ref ScaleReader inputs)
    {
        var (netuid, uid) = (inputs.ReadU16(), inputs.ReadU16());
        return NeuronLite.AllOf(state, netuid).FirstOrDefault(neuron => neuron.Uid == uid) is { } neuron ? [1, .. NeuronLite.Codec.Encode(neuron)] : [0];
    }

    private static byte[] Vectored(byte[] bytes) => new ScaleWriter().WriteByteVector(bytes).ToArray();
}

/// <summary>What <c>query_info</c> gives.</summary>
internal static class DispatchCost
{
    public static TypeDescription Type { get; } = new TypeDescription.Composite(
        "pallet_transaction_payment::types::RuntimeDispatchInfo",
        [new("weight", DispatchInfo.WeightType), new("class", DispatchInfo.ClassType), new("partial_fee", U64.Type)],
        []);

    public static byte[] Encode(ulong fee) => new ScaleWriter().WriteCompact(DispatchInfo.RefTime).WriteCompact(0).WriteU8(0).WriteU64(fee).ToArray();
}
