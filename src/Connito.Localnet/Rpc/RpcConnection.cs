using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Connito.Localnet.Rpc;

/// <summary>One WebSocket: requests in, answers and notifications out, in order.</summary>
internal sealed class RpcConnection(WebSocket socket, RpcDispatcher dispatcher, ILogger logger, string name)
{
    private const int LargestRequestBytes = 16 * 1024 * 1024;
    private const int ReceiveBytes = 16 * 1024;

    // Full means a reader that does not keep up with its subscriptions: it loses the connection, so that the chain never waits for it.
    private const int MessagesAhead = 4096;

    private readonly Channel<string> _outgoing = Channel.CreateBounded<string>(new BoundedChannelOptions(MessagesAhead) { SingleReader = true });

    /// <summary>Serves the connection until either side ends it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var subscriptions = new RpcSubscriptions(Send);
        var writing = WriteAsync(ending.Token);
        try
        {
            await ReadAsync(subscriptions, ending.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ChannelClosedException)
        {
            // The peer went away, fell behind, or the node stops: all end the connection and nothing else.
        }

        _outgoing.Writer.TryComplete();
        await ending.CancelAsync();
        await writing;
    }

    private async Task ReadAsync(RpcSubscriptions subscriptions, CancellationToken cancellation)
    {
        var message = new ArrayBufferWriter<byte>(ReceiveBytes);
        while (true)
        {
            var received = await socket.ReceiveAsync(message.GetMemory(ReceiveBytes), cancellation);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
                return;
            }

            message.Advance(received.Count);
            if (message.WrittenCount > LargestRequestBytes)
            {
                await CloseAsync(WebSocketCloseStatus.MessageTooBig, $"a request of more than {LargestRequestBytes} bytes", cancellation);
                return;
            }

            if (!received.EndOfMessage)
                continue;

            var (answer, afterwards) = dispatcher.Run(message.WrittenMemory, subscriptions);
            message.ResetWrittenCount();
            if (answer is not null)
                await _outgoing.Writer.WriteAsync(answer.ToJsonString(), cancellation);
            afterwards();
        }
    }

    private void Send(JsonObject notification)
    {
        if (!_outgoing.Writer.TryWrite(notification.ToJsonString()))
            _outgoing.Writer.TryComplete(new IOException($"{MessagesAhead} messages wait unread"));
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var text in _outgoing.Reader.ReadAllAsync(cancellation))
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        catch (IOException fault)
        {
            logger.ConnectionClosed(name, fault.Message);
            socket.Abort();
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // As in reading.
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason, CancellationToken cancellation)
    {
        logger.ConnectionClosed(name, reason);
        await socket.CloseOutputAsync(status, reason, cancellation);
    }
}
