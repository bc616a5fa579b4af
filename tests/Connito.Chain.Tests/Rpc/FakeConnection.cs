using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Connito.Chain.Tests.Rpc;

/// <summary>One client's connection to a <see cref="FakeNode"/>.</summary>
internal sealed class FakeConnection(WebSocket socket, int number, Action abort) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>1 for the first connection the node had.</summary>
    internal int Number { get; } = number;

    internal Task AnswerAsync(FakeRequest request, string resultJson) =>
        SendAsync($$"""{"jsonrpc":"2.0","id":{{request.Id}},"result":{{resultJson}}}""");

    internal Task FailAsync(FakeRequest request, int code, string message, string? data = null)
    {
        var detail = data is null ? "" : $",\"data\":{JsonSerializer.Serialize(data)}";
        return SendAsync($$$"""{"jsonrpc":"2.0","id":{{{request.Id}}},"error":{"code":{{{code}}},"message":"{{{message}}}"{{{detail}}}}}""");
    }

    internal Task NotifyAsync(string method, string subscription, string resultJson) =>
        SendAsync($$$"""{"jsonrpc":"2.0","method":"{{{method}}}","params":{"subscription":"{{{subscription}}}","result":{{{resultJson}}}}}""");

    internal Task SendAsync(string text) => SendAsync(text, endOfMessage: true);

    internal async Task SendAsync(string text, bool endOfMessage)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Cuts the connection without a word.</summary>
    internal void Drop() => abort();

    public void Dispose() => _sending.Dispose();

    internal async IAsyncEnumerable<string> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        while (true)
        {
            ValueWebSocketReceiveResult received;
            try
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
            {
                yield break;
            }

            if (received.MessageType == WebSocketMessageType.Close)
                yield break;

            message.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage)
                continue;

            yield return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
            message.SetLength(0);
        }
    }
}
