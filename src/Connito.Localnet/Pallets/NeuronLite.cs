using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>A neuron as <c>get_neurons_lite</c> gives it.</summary>
internal sealed record NeuronLite(
    AccountId Hotkey, AccountId Coldkey, ushort Uid, ushort Netuid, bool IsActive, AxonInfo Axon, ulong Stake, ulong Emitted,
    ushort Incentive, ushort Consensus, ushort ValidatorTrust, ushort Dividends, ulong LastUpdate, bool HasPermit)
{
    private static readonly AxonInfo NoAxon = new(0, 0, 0, 0, 0, 0, 0, 0);
    private static readonly TypeDescription C16 = new TypeDescription.Compact(Codecs.U16.Type);
    private static readonly TypeDescription C64 = Codecs.CompactU64.Type;

    private static readonly TypeDescription Prometheus = new TypeDescription.Composite(
        "pallet_subtensor::pallet::PrometheusInfo",
        [
            new("block", Codecs.U64.Type), new("version", Codecs.U32.Type), new("ip", Codecs.U128.Type), new("port", Codecs.U16.Type),
            new("ip_type", Codecs.U8.Type),
        ],
        []);

    public static Codec<NeuronLite> Codec { get; } = Codecs.Struct<NeuronLite>(
        "pallet_subtensor::rpc_info::neuron_info::NeuronInfoLite",
        [
            ("hotkey", Codecs.Account.Type), ("coldkey", Codecs.Account.Type), ("uid", C16), ("netuid", C16), ("active", Codecs.Bool.Type),
            ("axon_info", AxonInfo.Codec.Type), ("prometheus_info", Prometheus),
            ("stake", new TypeDescription.Sequence(new TypeDescription.Tuple([Codecs.Account.Type, C64]))), ("rank", C16), ("emission", C64),
            ("incentive", C16), ("consensus", C16), ("trust", C16), ("validator_trust", C16), ("dividends", C16), ("last_update", C64),
            ("validator_permit", Codecs.Bool.Type), ("pruning_score", C16),
        ],
        Write,
        static (ref reader) => throw new NotSupportedException("Neurons are given, never taken."));

    /// <summary>A subnet's neurons by uid; none where there is no such subnet.</summary>
    public static ImmutableArray<NeuronLite> AllOf(IStateReader state, ushort netuid)
    {
        var (incentive, consensus, trust) = (SubtensorStorage.Incentive.Get(state, netuid), SubtensorStorage.Consensus.Get(state, netuid), SubtensorStorage.ValidatorTrust.Get(state, netuid));
        var (dividends, emission, updates) = (SubtensorStorage.Dividends.Get(state, netuid), Emission.Get(state, netuid), SubtensorStorage.LastUpdate.Get(state, netuid));
        var (active, permits) = (Active.Get(state, netuid), ValidatorPermit.Get(state, netuid));
        return
        [
            .. Keys.Under(state, netuid).OrderBy(slot => slot.Key).Select(slot => new NeuronLite(
                slot.Value, Owner.Get(state, slot.Value), slot.Key, netuid, active[slot.Key],
                Axons.TryGet(state, (netuid, slot.Value), out var axon) ? axon : NoAxon,
                StakeLedger.WeightOf(state, slot.Value, netuid), emission[slot.Key], incentive[slot.Key], consensus[slot.Key],
                trust[slot.Key], dividends[slot.Key], updates[slot.Key], permits[slot.Key])),
        ];
    }

    private static void Write(ScaleWriter writer, NeuronLite neuron)
    {
        writer.WriteBytes(neuron.Hotkey.ToArray()).WriteBytes(neuron.Coldkey.ToArray())
            .WriteCompact(neuron.Uid).WriteCompact(neuron.Netuid).WriteBoolean(neuron.IsActive);
        AxonInfo.Codec.Write(writer, neuron.Axon);
        // No Prometheus endpoints are served here: an empty record.
        writer.WriteBytes(new byte[31]);
        writer.WriteCompact(1).WriteBytes(neuron.Coldkey.ToArray()).WriteCompact(neuron.Stake).WriteCompact(0).WriteCompact(neuron.Emitted)
            .WriteCompact(neuron.Incentive).WriteCompact(neuron.Consensus).WriteCompact(0).WriteCompact(neuron.ValidatorTrust).WriteCompact(neuron.Dividends)
            .WriteCompact(neuron.LastUpdate).WriteBoolean(neuron.HasPermit).WriteCompact(ushort.MaxValue);
    }
}
