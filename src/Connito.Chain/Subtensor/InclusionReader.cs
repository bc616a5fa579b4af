using System.Collections.Immutable;
using System.Text.Json;
using Connito.Chain.Extrinsics;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;

namespace Connito.Chain.Subtensor;

/// <summary>Reads from a block what became of an extrinsic in it.</summary>
internal sealed class InclusionReader(RpcClient rpc, RuntimeCache runtimes)
{
    /// <summary>The outcome in a block, or null when the block does not hold the extrinsic.</summary>
    internal async Task<ExtrinsicOutcome?> ReadAsync(
        PendingExtrinsic extrinsic, BlockHash hash, bool isFinal, CancellationToken cancellation)
    {
        var answer = await rpc.ReadAsync("chain_getBlock", [hash.ToString()], cancellation);
        if (answer.ValueKind == JsonValueKind.Null)
            throw new ChainException($"The node no longer has block {hash}.");

        var block = answer.Field("block");
        var index = IndexOf(extrinsic, block.Field("extrinsics"));
        if (index < 0)
            return null;

        var header = HeaderReader.Read(block.Field("header"));
        var events = await EventsAsync(header with { Hash = hash }, index, cancellation);
        if (events.Failure is { } failure)
            return new ExtrinsicOutcome.Failed(failure.Name, failure.Documentation, hash, header.Number);

        return isFinal
            ? new ExtrinsicOutcome.Finalized(hash, header.Number, index) { Events = events.All }
            : new ExtrinsicOutcome.Included(hash, header.Number, index) { Events = events.All };
    }

    private static int IndexOf(PendingExtrinsic extrinsic, JsonElement body) =>
        body.Items().Select(entry => entry.AsText()).ToList()
            .FindIndex(bytes => string.Equals(bytes, extrinsic.Bytes, StringComparison.OrdinalIgnoreCase));

    private async Task<(ImmutableArray<EventRecord> All, DispatchError? Failure)> EventsAsync(
        BlockHeader block, int index, CancellationToken cancellation)
    {
        // A block that upgrades the runtime was executed, and its events written, by the runtime before.
        var runtime = await runtimes.AtAsync(block.ParentHash, cancellation);
        var key = RpcHex.Of(runtime.StorageKey("System", "Events"));
        var answer = await rpc.ReadAsync("state_getStorage", [key, block.Hash.ToString()], cancellation);
        var ours = runtime.DecodeEvents(RpcHex.BytesOrNull(answer) ?? [0])
            .Where(entry => entry.ExtrinsicIndex == index)
            .ToImmutableArray();
        if (ours.FirstOrDefault(entry => entry.Is("System", "ExtrinsicFailed")) is { } failed)
            return (ours, runtime.DescribeError(failed.Fields["dispatch_error"]));

        return ours.Any(entry => entry.Is("System", "ExtrinsicSuccess"))
            ? (ours, null)
            : throw new ChainException($"Block {block.Hash} says neither success nor failure of its extrinsic {index}.");
    }
}
