using System.Net.WebSockets;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using StreamJsonRpc;

namespace Connito.Chain.Rpc;

/// <summary>One WebSocket's life: calls from many tasks at once, and the subscriptions made on it.</summary>
internal sealed class RpcSession : IAsyncDisposable
{
    private static readonly TimeSpan PartingTime = TimeSpan.FromSeconds(2);
    private static readonly MethodInfo NotificationHandler =
        typeof(RpcSession).GetMethod(nameof(OnNotification), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly BoundedWebSocket _socket;
    private readonly JsonRpc _rpc;
    private readonly SubscriptionRouter _subscriptions;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RpcSession(BoundedWebSocket socket, RpcOptions options, ILogger logger)
    {
        _socket = socket;
        _subscriptions = new SubscriptionRouter(options.SubscriptionCapacity, logger.NotificationDropped);
        _rpc = new JsonRpc(new WebSocketMessageHandler(socket, new SystemTextJsonFormatter(), sizeHint: 64 * 1024))
        {
            // A Substrate node knows no cancellation of a call.
            CancellationStrategy = null,
        };
        foreach (var methods in SubscriptionMethods.All)
        {
            _rpc.AddLocalRpcMethod(NotificationHandler, this, new JsonRpcMethodAttribute(methods.Notification)
            {
                UseSingleObjectParameterDeserialization = true,
            });
        }

        _rpc.Disconnected += (_, e) => End(e.Exception?.Message ?? e.Description);
        _rpc.StartListening();
    }

    /// <summary>Completes, and never fails, when the connection has ended; the result says why.</summary>
    internal Task<string> Ended => _ended.Task;

    internal static async Task<RpcSession> OpenAsync(Uri endpoint, RpcOptions options, ILogger logger, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = options.KeepAlive;
        socket.Options.KeepAliveTimeout = options.KeepAlive;
        try
        {
            await socket.ConnectAsync(endpoint, cancellation);
            return new RpcSession(new BoundedWebSocket(socket, options.MaxMessageBytes), options, logger);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="RpcException">The node answered with an error.</exception>
    /// <exception cref="SessionLostException">The connection ended before the answer.</exception>
    internal async Task<JsonElement> InvokeAsync(string method, object?[] arguments, CancellationToken cancellation)
    {
        try
        {
            // The token is not given to the library: to cancel a send that has begun would abort the socket under all other calls.
            return await _rpc.InvokeWithCancellationAsync<JsonElement>(method, arguments, CancellationToken.None)
                .WaitAsync(cancellation);
        }
        catch (Exception error) when (RpcErrors.IsLoss(error) && !cancellation.IsCancellationRequested)
        {
            End(error.Message);
            throw new SessionLostException($"{await Ended} (in {method})", error);
        }
        catch (RemoteRpcException error)
        {
            throw RpcErrors.Of(method, error);
        }
    }

    /// <summary>Subscribes; what the node notifies before it answers is not lost.</summary>
    internal async Task<RpcSubscription> SubscribeAsync(
        SubscriptionMethods methods, object?[] arguments, CancellationToken cancellation)
    {
        var answer = InvokeAsync(methods.Subscribe, arguments, CancellationToken.None);
        try
        {
            var id = (await answer.WaitAsync(cancellation)).ToString();
            return new RpcSubscription(this, methods, id, _subscriptions.Open(id));
        }
        catch (OperationCanceledException)
        {
            _ = AbandonAsync(methods, answer);
            throw;
        }
    }

    /// <summary>Gives a subscription up, here for certain and at the node if it listens.</summary>
    internal async ValueTask UnsubscribeAsync(SubscriptionMethods methods, string id)
    {
        _subscriptions.Close(id);
        if (Ended.IsCompleted)
            return;

        using var parting = new CancellationTokenSource(PartingTime);
        try
        {
            await InvokeAsync(methods.Unsubscribe, [id], parting.Token);
        }
        catch (Exception error) when (error is RpcException or SessionLostException or OperationCanceledException)
        {
            // The node forgets the subscription with the connection.
        }
    }

    public async ValueTask DisposeAsync()
    {
        End("closed by us");
        if (_socket.State == WebSocketState.Open)
        {
            using var parting = new CancellationTokenSource(PartingTime);
            try
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, parting.Token);
            }
            catch (Exception error) when (RpcErrors.IsLoss(error))
            {
                // The node was gone first.
            }
        }

        _rpc.Dispose();
        _socket.Dispose();
    }

    private async Task AbandonAsync(SubscriptionMethods methods, Task<JsonElement> answer)
    {
        try
        {
            await UnsubscribeAsync(methods, (await answer).ToString());
        }
        catch (Exception error) when (error is RpcException or SessionLostException)
        {
            // No subscription was made.
        }
    }

    private void OnNotification(JsonElement notification)
    {
        if (notification.ValueKind == JsonValueKind.Object
            && notification.TryGetProperty("subscription", out var id)
            && notification.TryGetProperty("result", out var result))
            _subscriptions.Publish(id.ToString(), result.Clone());
    }

    private void End(string reason)
    {
        if (_ended.TrySetResult(reason))
            _subscriptions.End(new SessionLostException(reason));
    }
}
