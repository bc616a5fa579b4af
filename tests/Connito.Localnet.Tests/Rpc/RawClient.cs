using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Connito.Localnet.Tests.Rpc;

/// <summary>A WebSocket and JSON, and nothing that would hide what the node says.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonNode> _notifications = new();
    private int _lastId;

    public static async Task<RawClient> ConnectAsync(LocalnetNode node)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(node.Endpoint!, CancellationToken.None);
        return client;
    }

    public async Task<JsonNode?> CallAsync(string method, params JsonNode?[] parameters)
    {
        var answer = await AskAsync(method, parameters);
        return answer["error"] is { } error ? throw new InvalidOperationException(error.ToJsonString()) : answer["result"];
    }

    public async Task<JsonNode> AskAsync(string method, params JsonNode?[] parameters)
    {
        var id = ++_lastId;
        await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = new JsonArray(parameters) }.ToJsonString());
        while (true)
        {
            var message = await ReceiveAsync();
            if (message is JsonObject && message["id"]?.GetValue<int>() == id)
                return message;
            _notifications.Enqueue(message);
        }
    }

    /// <summary>The next notification's result.</summary>
    public async Task<JsonNode?> NextAsync() =>
        (_notifications.TryDequeue(out var early) ? early : await ReceiveAsync())["params"]!["result"];

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<JsonNode> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var bytes = new MemoryStream();
        var buffer = new byte[65536];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(buffer, patience.Token);
            bytes.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return received.MessageType == WebSocketMessageType.Close
            ? throw new WebSocketException($"closed: {received.CloseStatus}")
            : JsonNode.Parse(bytes.ToArray())!;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
