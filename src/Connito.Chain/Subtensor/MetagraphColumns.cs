using System.Collections.Immutable;
using System.Net;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>A metagraph as the chain keeps it, column by column; a column that is short or absent reads as zeros.</summary>
internal sealed record MetagraphColumns(BlockNumber Block, ImmutableArray<ScaleValue> Hotkeys, ImmutableArray<ScaleValue> Coldkeys)
{
    internal ImmutableArray<ScaleValue> Active { get; init; } = [];

    internal ImmutableArray<ScaleValue> ValidatorPermit { get; init; } = [];

    internal ImmutableArray<ScaleValue> Stake { get; init; } = [];

    internal ImmutableArray<ScaleValue> Consensus { get; init; } = [];

    internal ImmutableArray<ScaleValue> Incentive { get; init; } = [];

    internal ImmutableArray<ScaleValue> Dividends { get; init; } = [];

    internal ImmutableArray<ScaleValue> ValidatorTrust { get; init; } = [];

    internal ImmutableArray<ScaleValue> Trust { get; init; } = [];

    internal ImmutableArray<ScaleValue> Rank { get; init; } = [];

    internal ImmutableArray<ScaleValue> Emission { get; init; } = [];

    internal ImmutableArray<ScaleValue> LastUpdate { get; init; } = [];

    internal ImmutableArray<ScaleValue> RegisteredAt { get; init; } = [];

    /// <summary>Axon records, null where the hotkey has none.</summary>
    internal ImmutableArray<ScaleValue?> Axons { get; init; } = [];

    internal ImmutableArray<NeuronInfo> ToNeurons() => [.. Enumerable.Range(0, Hotkeys.Length).Select(Row)];

    private NeuronInfo Row(int uid) => new(
        new((ushort)uid),
        new(Hotkeys[uid].AsAccountId()),
        new(Coldkeys[uid].AsAccountId()),
        At(Active, uid)?.AsBoolean() ?? false,
        At(ValidatorPermit, uid)?.AsBoolean() ?? false,
        new(At(Stake, uid)?.AsUInt64() ?? 0))
    {
        Consensus = Share(Consensus, uid),
        Incentive = Share(Incentive, uid),
        Dividends = Share(Dividends, uid),
        ValidatorTrust = Share(ValidatorTrust, uid),
        Trust = Share(Trust, uid),
        Rank = Share(Rank, uid),
        Emission = new(At(Emission, uid)?.AsUInt64() ?? 0),
        LastUpdate = new(At(LastUpdate, uid)?.AsUInt32() ?? 0),
        RegisteredAt = new(At(RegisteredAt, uid)?.AsUInt32() ?? 0),
        Axon = uid < Axons.Length ? ReadAxon(Axons[uid]) : null,
    };

    private static ScaleValue? At(ImmutableArray<ScaleValue> column, int uid) => uid < column.Length ? column[uid] : null;

    private static double Share(ImmutableArray<ScaleValue> column, int uid) => (At(column, uid)?.AsUInt16() ?? 0) / (double)ushort.MaxValue;

    /// <summary>Null for a record of zeros too, which the runtime API gives for a hotkey that never served.</summary>
    private static AxonInfo? ReadAxon(ScaleValue? axon)
    {
        if (axon is null || axon["block"].AsUInt64() == 0)
            return null;

        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, axon["ip"].AsUInt128());
        var address = new IPAddress(axon["ip_type"].AsUInt8() == 4 ? bytes[12..] : bytes);
        return new(
            address, axon["port"].AsUInt16(), axon["version"].AsUInt32(), new(axon["block"].AsUInt32()), axon["protocol"].AsUInt8());
    }
}
