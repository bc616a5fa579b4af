using System.Text.Json;
using System.Text.Json.Nodes;

namespace Connito.Localnet.Rpc;

/// <summary>Turns a JSON-RPC text, one request or a batch, into its answer.</summary>
internal sealed class RpcDispatcher(RpcMethods methods)
{
    private const int MostRequestsPerBatch = 1024;

    /// <summary>Runs what the text asks for.</summary>
    /// <returns>The answer, or null where none is due; and what runs once it is on its way.</returns>
    public (JsonNode? Answer, Action Afterwards) Run(ReadOnlyMemory<byte> text, RpcSubscriptions subscriptions)
    {
        var afterwards = new List<Action>();
        return (Answer(text, subscriptions, afterwards), () => afterwards.ForEach(static action => action()));
    }

    private JsonNode? Answer(ReadOnlyMemory<byte> text, RpcSubscriptions subscriptions, List<Action> afterwards)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array)
                return AnswerOne(root, subscriptions, afterwards);
            if (root.GetArrayLength() is 0 or > MostRequestsPerBatch)
                return ErrorOf(null, new RpcFault(RpcFault.InvalidRequest, $"A batch of 1 to {MostRequestsPerBatch} requests wanted."));

            var answers = root.EnumerateArray()
                .Select(request => AnswerOne(request, subscriptions, afterwards))
                .Where(answer => answer is not null)
                .ToArray();
            return answers.Length == 0 ? null : new JsonArray(answers);
        }
        catch (JsonException fault)
        {
            return ErrorOf(null, new RpcFault(RpcFault.ParseError, "Parse error", fault.Message));
        }
    }

    private JsonObject? AnswerOne(JsonElement request, RpcSubscriptions subscriptions, List<Action> afterwards)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String)
            return ErrorOf(null, new RpcFault(RpcFault.InvalidRequest, "Invalid request", "An object with a method wanted."));

        var hasId = request.TryGetProperty("id", out var given);
        var id = hasId ? JsonNode.Parse(given.GetRawText()) : null;
        try
        {
            var parameters = new RpcParams(request.TryGetProperty("params", out var array) ? array : default);
            var reply = methods[method.GetString()!](parameters, subscriptions);
            if (reply.Afterwards is { } action)
                afterwards.Add(action);
            return hasId ? new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["result"] = reply.Result } : null;
        }
        catch (RpcFault fault)
        {
            return hasId ? ErrorOf(id, fault) : null;
        }
    }

    private static JsonObject ErrorOf(JsonNode? id, RpcFault fault)
    {
        var error = new JsonObject { ["code"] = fault.Code, ["message"] = fault.Message };
        if (fault.Detail is { } detail)
            error["data"] = detail;
        return new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["error"] = error };
    }
}
