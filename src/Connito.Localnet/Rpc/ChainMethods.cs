using System.Text.Json.Nodes;
using Connito.Localnet.Blocks;

namespace Connito.Localnet.Rpc;

/// <summary>The methods <c>chain_*</c>.</summary>
internal sealed class ChainMethods(LocalChain chain)
{
    public IEnumerable<(string Name, RpcHandler Handler)> All()
    {
        yield return ("chain_getHead", (parameters, _) => HashOf(parameters));
        yield return ("chain_getBlockHash", (parameters, _) => HashOf(parameters));
        yield return ("chain_getFinalizedHead", (_, _) => Hex.Of(chain.FinalizedBlock.Hash));
        yield return ("chain_getFinalisedHead", (_, _) => Hex.Of(chain.FinalizedBlock.Hash));
        yield return ("chain_getHeader", (parameters, _) => At(parameters, 0) is { } block ? HeaderOf(block) : null);
        yield return ("chain_getBlock", (parameters, _) => At(parameters, 0) is { } block ? BlockOf(block) : null);
        foreach (var name in new[] { "chain_subscribeNewHeads", "chain_subscribeNewHead" })
            yield return (name, (_, subscriptions) => subscriptions.Open("chain_newHead", SubscribeHeads));
        yield return ("chain_subscribeAllHeads", (_, subscriptions) => subscriptions.Open("chain_allHead", SubscribeHeads));
        foreach (var name in new[] { "chain_subscribeFinalizedHeads", "chain_subscribeFinalisedHeads" })
            yield return (name, (_, subscriptions) => subscriptions.Open("chain_finalizedHead", SubscribeFinalized));
        foreach (var name in new[] { "NewHeads", "NewHead", "AllHeads", "FinalizedHeads", "FinalisedHeads" })
            yield return ($"chain_unsubscribe{name}", Unsubscribe);
    }

    /// <summary>Ends the subscription that the first parameter names.</summary>
    public static RpcReply Unsubscribe(RpcParams parameters, RpcSubscriptions subscriptions) =>
        JsonValue.Create(subscriptions.Close(parameters.Optional(0)?.ToString() ?? ""));

    public static JsonObject HeaderOf(Block block) => new()
    {
        ["parentHash"] = Hex.Of(block.Header.ParentHash),
        ["number"] = Hex.Of(block.Number),
        ["stateRoot"] = Hex.Of(block.Header.StateRoot),
        ["extrinsicsRoot"] = Hex.Of(block.Header.ExtrinsicsRoot),
        ["digest"] = new JsonObject { ["logs"] = new JsonArray() },
    };

    private static JsonObject BlockOf(Block block) => new()
    {
        ["block"] = new JsonObject
        {
            ["header"] = HeaderOf(block),
            ["extrinsics"] = new JsonArray([.. block.Extrinsics.Select(extrinsic => JsonValue.Create(Hex.Of(extrinsic)))]),
        },
        ["justifications"] = null,
    };

    private JsonNode? HashOf(RpcParams parameters)
    {
        if (parameters.Optional(0) is { ValueKind: System.Text.Json.JsonValueKind.Array } numbers)
            return new JsonArray([.. numbers.EnumerateArray().Select(number => HashAt(number.GetUInt32()))]);

        return parameters.OptionalNumber(0) is { } asked ? HashAt(asked) : Hex.Of(chain.Best.Hash);
    }

    private JsonValue? HashAt(uint number) => chain.Find(number) is { } block ? JsonValue.Create(Hex.Of(block.Hash)) : null;

    private Block? At(RpcParams parameters, int place) => parameters.OptionalHash(place) is { } hash ? chain.Find(hash) : chain.Best;

    private Action SubscribeHeads(Action<JsonNode?> send) => chain.FollowBest(block => send(HeaderOf(block)));

    private Action SubscribeFinalized(Action<JsonNode?> send) => chain.FollowFinalized(block => send(HeaderOf(block)));
}
