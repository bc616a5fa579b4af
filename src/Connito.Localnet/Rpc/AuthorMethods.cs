using System.Text.Json.Nodes;
using Connito.Localnet.Blocks;
using Connito.Localnet.Pallets;
using Microsoft.Extensions.Logging;

namespace Connito.Localnet.Rpc;

/// <summary>The methods <c>author_*</c> and <c>payment_*</c>.</summary>
internal sealed class AuthorMethods(LocalChain chain, ILogger logger)
{
    public IEnumerable<(string Name, RpcHandler Handler)> All()
    {
        yield return ("author_submitExtrinsic", (parameters, _) => Submit(parameters.Bytes(0), null));
        yield return ("author_submitAndWatchExtrinsic", SubmitAndWatch);
        yield return ("author_unwatchExtrinsic", ChainMethods.Unsubscribe);
        yield return ("author_pendingExtrinsics", (_, _) =>
            new JsonArray([.. chain.Pending.Select(extrinsic => JsonValue.Create(Hex.Of(extrinsic.Bytes.AsSpan())))]));
        yield return ("author_hasKey", (_, _) => JsonValue.Create(false));
        yield return ("payment_queryInfo", (parameters, _) => QueryInfo(parameters));
    }

    private string Submit(byte[] bytes, Action<TransactionStatus>? watcher)
    {
        if (chain.Submit(bytes, watcher, out var hash) is not { } rejection)
            return Hex.Of(hash);

        logger.Refused(rejection.Code, rejection.Message, rejection.Data);
        throw new RpcFault(rejection.Code, rejection.Message, rejection.Data);
    }

    private RpcReply SubmitAndWatch(RpcParams parameters, RpcSubscriptions subscriptions)
    {
        var feed = new StatusFeed();
        Submit(parameters.Bytes(0), feed.Push);
        return subscriptions.Open("author_extrinsicUpdate", send =>
        {
            feed.Open(status => send(Describe(status)));
            return feed.Close;
        });
    }

    private static JsonNode Describe(TransactionStatus status) => status switch
    {
        TransactionStatus.Future => "future",
        TransactionStatus.Ready => "ready",
        TransactionStatus.InBlock(var block) => new JsonObject { ["inBlock"] = Hex.Of(block) },
        TransactionStatus.Finalized(var block) => new JsonObject { ["finalized"] = Hex.Of(block) },
        TransactionStatus.Usurped(var hash) => new JsonObject { ["usurped"] = Hex.Of(hash) },
        TransactionStatus.Invalid => "invalid",
        _ => throw new InvalidOperationException($"No words are known for {status}."),
    };

    private JsonObject QueryInfo(RpcParams parameters)
    {
        var bytes = parameters.Bytes(0);
        return new JsonObject
        {
            ["weight"] = new JsonObject { ["ref_time"] = DispatchInfo.RefTime, ["proof_size"] = 0 },
            ["class"] = "normal",
            ["partialFee"] = RuntimeApis.FeeOf(chain.Runtime, bytes).ToString(),
        };
    }
}
