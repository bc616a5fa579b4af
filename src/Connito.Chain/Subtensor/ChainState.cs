using System.Collections.Immutable;
using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>A chain's storage and runtime APIs at one block, read by name.</summary>
internal sealed class ChainState(RpcClient rpc, ChainRuntime runtime, BlockHash block)
{
    // What a node gives at most in one page of keys.
    private const int PageSize = 1000;

    internal ChainRuntime Runtime { get; } = runtime;

    internal BlockHash Block { get; } = block;

    internal bool Has(string pallet, string entry) =>
        Runtime.Metadata.FindPallet(pallet)?.Storage?.Entries.Any(candidate => candidate.Name == entry) == true;

    /// <summary>One value; its default, or null where it is optional, when the chain has none.</summary>
    internal async Task<ScaleValue?> GetAsync(StorageQuery query, CancellationToken cancellation)
    {
        var answer = await rpc.ReadAsync("state_getStorage", [KeyOf(query), Block.ToString()], cancellation);
        return Runtime.DecodeStorage(query.Pallet, query.Entry, RpcHex.BytesOrNull(answer));
    }

    /// <summary>Many values in few calls, in the order asked.</summary>
    internal async Task<ScaleValue?[]> GetManyAsync(IReadOnlyList<StorageQuery> queries, CancellationToken cancellation)
    {
        var keys = queries.Select(KeyOf).ToArray();
        var values = await FetchAsync(keys, cancellation);
        return [.. queries.Select((query, i) =>
            Runtime.DecodeStorage(query.Pallet, query.Entry, RpcHex.BytesOrNull(values[keys[i]])))];
    }

    /// <summary>All entries of a map under the given keys, in ascending order of their raw storage keys.</summary>
    internal async Task<ImmutableArray<StorageRow>> GetMapAsync(StorageQuery prefix, CancellationToken cancellation)
    {
        var keys = await ListKeysAsync(KeyOf(prefix), cancellation);
        var values = await FetchAsync(keys, cancellation);
        var item = Runtime.Storage(prefix.Pallet, prefix.Entry);
        return
        [
            .. from key in keys
               let bytes = RpcHex.BytesOrNull(values[key])
               where bytes is not null
               select new StorageRow([.. item.DecodeKey(Convert.FromHexString(key.AsSpan(2)))], item.Decode(bytes)!),
        ];
    }

    /// <summary>Calls a runtime API that the metadata describes.</summary>
    internal async Task<ScaleValue> CallAsync(string api, string method, ImmutableArray<ScaleValue> arguments, CancellationToken cancellation)
    {
        var input = RpcHex.Of(Runtime.EncodeRuntimeApiInput(api, method, arguments.AsSpan()));
        var answer = await rpc.ReadAsync("state_call", [$"{api}_{method}", input, Block.ToString()], cancellation);
        return Runtime.DecodeRuntimeApiOutput(api, method, RpcHex.Bytes(answer));
    }

    private string KeyOf(StorageQuery query) => RpcHex.Of(Runtime.StorageKey(query.Pallet, query.Entry, query.Keys.AsSpan()));

    private async Task<IReadOnlyList<string>> ListKeysAsync(string prefix, CancellationToken cancellation)
    {
        var keys = new List<string>();
        while (true)
        {
            var after = keys.Count == 0 ? null : keys[^1];
            var page = (await rpc.ReadAsync("state_getKeysPaged", [prefix, PageSize, after, Block.ToString()], cancellation)).Items();
            foreach (var key in page.Select(entry => entry.AsText()))
            {
                // Also what keeps a node that repeats a page from holding us here for ever.
                if (!key.StartsWith(prefix, StringComparison.Ordinal) || (keys.Count > 0 && string.CompareOrdinal(key, keys[^1]) <= 0))
                    throw new ChainException($"Ascending keys under {prefix} are wanted from the node; {key} came after {after ?? "none"}.");

                keys.Add(key);
            }

            if (page.Count < PageSize)
                return keys;
        }
    }

    private async Task<Dictionary<string, JsonElement>> FetchAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        // All pages at once: they share one connection and one block.
        var answers = await Task.WhenAll(keys.Chunk(PageSize).Select(page =>
            rpc.ReadAsync("state_queryStorageAt", [page, Block.ToString()], cancellation)));
        var values = new Dictionary<string, JsonElement>(keys.Count);
        foreach (var change in answers.SelectMany(sets => sets.Items()).SelectMany(set => set.Field("changes").Items()))
        {
            if (change.Items() is [var key, var value])
                values[key.AsText()] = value;
        }

        if (keys.FirstOrDefault(key => !values.ContainsKey(key)) is { } missing)
            throw new ChainException($"{keys.Count} storage values were asked for at block {Block}; the node left out {missing}.");

        return values;
    }
}
