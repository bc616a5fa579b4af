using System.Net.WebSockets;

namespace Connito.Chain.Rpc;

/// <summary>A WebSocket that refuses a message longer than its bound before it is held in memory.</summary>
/// <param name="inner">The socket; disposed with this one.</param>
/// <param name="maxMessageBytes">Largest message taken.</param>
internal sealed class BoundedWebSocket(WebSocket inner, int maxMessageBytes) : WebSocket
{
    private long _messageBytes;

    public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

    public override string? CloseStatusDescription => inner.CloseStatusDescription;

    public override WebSocketState State => inner.State;

    public override string? SubProtocol => inner.SubProtocol;

    public override void Abort() => inner.Abort();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        inner.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override void Dispose() => inner.Dispose();

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await inner.ReceiveAsync(buffer, cancellationToken);
        Count(result.Count, result.EndOfMessage);
        return result;
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await inner.ReceiveAsync(buffer, cancellationToken);
        Count(result.Count, result.EndOfMessage);
        return result;
    }

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    private void Count(int bytes, bool endOfMessage)
    {
        _messageBytes += bytes;
        if (_messageBytes > maxMessageBytes)
        {
            inner.Abort();
            throw new WebSocketException(
                WebSocketError.HeaderError, $"The node sends a message of more than {maxMessageBytes} bytes, the most that is taken.");
        }

        if (endOfMessage)
            _messageBytes = 0;
    }
}
