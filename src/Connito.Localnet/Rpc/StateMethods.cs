using System.Text.Json.Nodes;
using Connito.Chain.Crypto;
using Connito.Localnet.Blocks;
using Connito.Localnet.Pallets;
using Connito.Localnet.State;

namespace Connito.Localnet.Rpc;

/// <summary>The methods <c>state_*</c>.</summary>
internal sealed class StateMethods(LocalChain chain)
{
    private const uint KeysPerPage = 1000;

    public IEnumerable<(string Name, RpcHandler Handler)> All()
    {
        // The runtime is the same at every block, but a block that is unknown has none.
        yield return ("state_getMetadata", (parameters, _) => BlockAt(parameters, 0) is not null ? Hex.Of(chain.Runtime.MetadataV14) : (string?)null);
        yield return ("state_getRuntimeVersion", (parameters, _) => VersionAt(parameters));
        yield return ("chain_getRuntimeVersion", (parameters, _) => VersionAt(parameters));
        foreach (var name in new[] { "state_getStorage", "state_getStorageAt" })
            yield return (name, (parameters, _) => StateAt(parameters, 1).Get(parameters.Bytes(0)) is { } value ? Hex.Of(value) : (string?)null);
        yield return ("state_getStorageHash", (parameters, _) =>
            StateAt(parameters, 1).Get(parameters.Bytes(0)) is { } value ? Hex.Of(Blake2b.Hash(value)) : (string?)null);
        yield return ("state_getStorageSize", (parameters, _) =>
            StateAt(parameters, 1).Get(parameters.Bytes(0)) is { } value ? JsonValue.Create(value.Length) : null);
        foreach (var name in new[] { "state_getKeysPaged", "state_getKeysPagedAt" })
            yield return (name, (parameters, _) => KeysPaged(parameters));
        yield return ("state_getKeys", (parameters, _) => Keys(StateAt(parameters, 1).Scan(parameters.Bytes(0))));
        yield return ("state_queryStorageAt", (parameters, _) => QueryAt(parameters));
        foreach (var name in new[] { "state_call", "state_callAt" })
            yield return (name, (parameters, _) => Call(parameters));
        yield return ("state_subscribeStorage", (parameters, subscriptions) =>
        {
            var keys = parameters.ByteLists(0);
            return subscriptions.Open("state_storage", send => SubscribeStorage(keys, send));
        }
        );
        foreach (var name in new[] { "state_subscribeRuntimeVersion", "chain_subscribeRuntimeVersion" })
            // The runtime never changes while the node runs: one notification is all.
            yield return (name, (_, subscriptions) => subscriptions.Open("state_runtimeVersion", send =>
            {
                send(Version());
                return static () => { };
            }));
        foreach (var name in new[] { "state_unsubscribeStorage", "state_unsubscribeRuntimeVersion", "chain_unsubscribeRuntimeVersion" })
            yield return (name, ChainMethods.Unsubscribe);
    }

    private static JsonObject Version() => new()
    {
        ["specName"] = RuntimeVersion.SpecName,
        ["implName"] = RuntimeVersion.ImplementationName,
        ["authoringVersion"] = 1,
        ["specVersion"] = RuntimeVersion.Current.SpecVersion,
        ["implVersion"] = 1,
        ["apis"] = new JsonArray([.. RuntimeVersion.Apis.Select(api => new JsonArray(Hex.Of(RuntimeVersion.IdOf(api.Name)), api.Version))]),
        ["transactionVersion"] = RuntimeVersion.Current.TransactionVersion,
        ["systemVersion"] = 1,
        ["stateVersion"] = 1,
    };

    private static JsonArray Keys(IEnumerable<StateEntry> entries) => new([.. entries.Select(entry => JsonValue.Create(Hex.Of(entry.Key)))]);

    private static bool IsSame(byte[]? before, byte[]? after) =>
        before is null == after is null && before.AsSpan().SequenceEqual(after);

    private static JsonObject ChangesOf(Block block, IEnumerable<(byte[] Key, byte[]? Value)> changes) => new()
    {
        ["block"] = Hex.Of(block.Hash),
        ["changes"] = new JsonArray([.. changes.Select(change => new JsonArray(Hex.Of(change.Key), change.Value is null ? null : Hex.Of(change.Value)))]),
    };

    private JsonObject VersionAt(RpcParams parameters)
    {
        _ = BlockAt(parameters, 0);
        return Version();
    }

    private JsonArray KeysPaged(RpcParams parameters)
    {
        var (prefix, count) = (parameters.OptionalBytes(0) ?? [], parameters.Number(1));
        if (count > KeysPerPage)
            throw new RpcFault(4002, $"count exceeds maximum value. value: {count}, max: {KeysPerPage}");

        var state = StateAt(parameters, 3);
        var entries = parameters.OptionalBytes(2) is { Length: > 0 } start ? state.ScanAfter(prefix, start) : state.Scan(prefix);
        return Keys(entries.Take((int)count));
    }

    private JsonArray QueryAt(RpcParams parameters)
    {
        var state = StateAt(parameters, 1);
        return new JsonArray(ChangesOf(BlockAt(parameters, 1), parameters.ByteLists(0).Select(key => (key, state.Get(key)))));
    }

    private string Call(RpcParams parameters) =>
        Hex.Of(RuntimeCall.Run(chain.Runtime, parameters.Text(0), parameters.OptionalBytes(1) ?? [], StateAt(parameters, 2)));

    private Action SubscribeStorage(List<byte[]> keys, Action<JsonNode?> send)
    {
        List<byte[]?>? last = null;
        return chain.FollowBest(block =>
        {
            var values = keys.Select(key => block.State!.Get(key)).ToList();
            var changes = keys.Zip(values).Where((_, i) => last is null || !IsSame(last[i], values[i])).ToList();
            last = values;
            if (changes.Count > 0)
                send(ChangesOf(block, changes));
        });
    }

    private Block BlockAt(RpcParams parameters, int place) => parameters.OptionalHash(place) is not { } hash
        ? chain.Best
        : chain.Find(hash) ?? throw RpcFault.UnknownBlock(Hex.Of(hash));

    private StateSnapshot StateAt(RpcParams parameters, int place)
    {
        var block = BlockAt(parameters, place);
        return block.State ?? throw RpcFault.StateDiscarded(Hex.Of(block.Hash));
    }
}
