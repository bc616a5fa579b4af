using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>Reads and writes what the Commitments pallet keeps for a hotkey.</summary>
internal static class CommitmentReader
{
    internal const string Pallet = "Commitments";
    private const string Entry = "CommitmentOf";
    private const int RawBytesMax = 128;
    private const int BigRawBytesMax = 512;

    internal static async Task<ImmutableArray<ChainCommitment>> ReadAsync(ChainState state, Netuid netuid, CancellationToken cancellation)
    {
        var rows = await state.GetMapAsync(new(Pallet, Entry, netuid), cancellation);
        return
        [
            .. from row in rows
               let fields = row.Value["info"]["fields"].Items
               let payload = fields.IsEmpty ? null : PayloadOf(fields[0].AsVariant())
               where payload is not null
               select new ChainCommitment(new(row.Keys[1].AsAccountId()), new(row.Value["block"].AsUInt32()), payload.Value),
        ];
    }

    /// <summary>A commitment of one field: plain up to 128 bytes, big up to 512.</summary>
    /// <exception cref="ArgumentException">The payload is longer.</exception>
    internal static ScaleValue InfoOf(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > BigRawBytesMax)
            throw new ArgumentException($"A commitment has at most {BigRawBytesMax} bytes; {payload.Length} came.", nameof(payload));

        ScaleValue bytes = payload.ToArray();
        var field = ScaleValue.Case(payload.Length <= RawBytesMax ? $"Raw{payload.Length}" : "BigRaw", bytes);
        return ScaleValue.Struct(("fields", ScaleValue.List(field)));
    }

    /// <summary>The bytes of a field of any kind, or null for a kind without bytes (None, ResetBondsFlag).</summary>
    private static ImmutableArray<byte>? PayloadOf(ScaleValue.Variant field) =>
        field.Fields.Values is [ScaleValue.Bytes(var bytes), ..] ? bytes : null;
}
