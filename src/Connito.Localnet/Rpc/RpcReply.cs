using System.Text.Json.Nodes;

namespace Connito.Localnet.Rpc;

/// <summary>What a call is answered with.</summary>
/// <param name="Result">The result; null is an answer too.</param>
/// <param name="Afterwards">Runs once the answer is on its way: a subscription's first notification must not overtake its id.</param>
internal readonly record struct RpcReply(JsonNode? Result, Action? Afterwards = null)
{
    public static implicit operator RpcReply(JsonNode? result) => new(result);

    public static implicit operator RpcReply(string? text) => new(JsonValue.Create(text));
}

/// <summary>Answers one method.</summary>
internal delegate RpcReply RpcHandler(RpcParams parameters, RpcSubscriptions subscriptions);
