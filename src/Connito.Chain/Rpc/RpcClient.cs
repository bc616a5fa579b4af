using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Connito.Chain.Rpc;

/// <summary>A node's JSON-RPC over one WebSocket at a time, reconnected for as long as this lives.</summary>
/// <remarks>
/// All members may be called at once from many tasks. Reads are repeated on a new connection and subscriptions restored there; what is sent
/// by <see cref="SubmitAsync"/> goes out at most once.
/// </remarks>
internal sealed class RpcClient : IAsyncDisposable
{
    private readonly Uri _endpoint;
    private readonly RpcOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<RpcSession> _session = NewSessionSource();
    private Task _supervisor = Task.CompletedTask;

    private RpcClient(Uri endpoint, RpcOptions options, ILogger logger, TimeProvider time)
    {
        (_endpoint, _options, _logger, _time) = (endpoint, options.Checked(), logger, time);
    }

    internal Uri Endpoint => _endpoint;

    private string Host => _endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <exception cref="ChainConnectionException">No connection within <see cref="RpcOptions.ConnectTimeout"/>.</exception>
    internal static async Task<RpcClient> ConnectAsync(
        Uri endpoint, RpcOptions options, ILogger logger, TimeProvider time, CancellationToken cancellation = default)
    {
        var client = new RpcClient(endpoint, options, logger, time);
        client._supervisor = Task.Run(client.SuperviseAsync, CancellationToken.None);
        try
        {
            await client.SessionAsync().WaitAsync(options.ConnectTimeout, time, cancellation);
            return client;
        }
        catch (Exception error)
        {
            await client.DisposeAsync();
            throw error is TimeoutException ? client.Unreachable(error) : error;
        }
    }

    /// <summary>Asks for what can be asked twice.</summary>
    /// <exception cref="RpcException">The node answered with an error.</exception>
    /// <exception cref="ChainConnectionException">No answer within <see cref="RpcOptions.CallTimeout"/>.</exception>
    internal async Task<JsonElement> ReadAsync(string method, object?[] arguments, CancellationToken cancellation = default)
    {
        using var deadline = new CancellationTokenSource(_options.CallTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token, _stopping.Token);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnSessionAsync(session => session.InvokeAsync(method, arguments, linked.Token), linked.Token);
            }
            catch (SessionLostException) when (attempt < _options.MaxReadAttempts)
            {
                _logger.ReadRepeated(method);
            }
            catch (SessionLostException lost)
            {
                throw new ChainConnectionException(_endpoint, $"{method} lost {attempt} connections: {lost.Message}", lost);
            }
            catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
            {
                throw Unanswered(method, error);
            }
        }
    }

    /// <summary>A subscription restored on each new connection; notifications of the time without one are missing.</summary>
    internal async IAsyncEnumerable<JsonElement> SubscribeAsync(
        SubscriptionMethods methods, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping.Token);
        while (true)
        {
            await using var subscription = await RestoreAsync(methods, linked.Token);
            while (await MoreAsync(subscription, linked.Token))
            {
                while (subscription.Notifications.TryRead(out var notification))
                    yield return notification;
            }

            _logger.SubscriptionRestored(methods.Subscribe);
        }
    }

    /// <summary>Sends what must not be sent twice, and subscribes to what becomes of it on this connection alone.</summary>
    /// <exception cref="RpcException">The node refused it.</exception>
    /// <exception cref="ChainConnectionException">There was no connection to send it on: the node does not have it.</exception>
    /// <exception cref="SessionLostException">It was sent and not answered: the node may or may not have it.</exception>
    internal async Task<RpcSubscription> SubmitAsync(
        SubscriptionMethods methods, object?[] arguments, CancellationToken cancellation = default)
    {
        using var deadline = new CancellationTokenSource(_options.CallTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token, _stopping.Token);
        var sent = false;
        try
        {
            return await OnSessionAsync(
                session =>
                {
                    sent = true;
                    return session.SubscribeAsync(methods, arguments, linked.Token);
                },
                linked.Token);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            var unanswered = Unanswered(methods.Subscribe, error);
            throw sent ? new SessionLostException(unanswered.Message, unanswered) : unanswered;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _supervisor;
        _stopping.Dispose();
    }

    private static TaskCompletionSource<RpcSession> NewSessionSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SuperviseAsync()
    {
        var reconnection = new ResiliencePipelineBuilder { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is not null && !_stopping.IsCancellationRequested),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = _options.ReconnectDelay,
                MaxDelay = _options.MaxReconnectDelay,
                UseJitter = true,
                OnRetry = retry =>
                {
                    _logger.ConnectFailed(Host, retry.AttemptNumber + 1, retry.RetryDelay, retry.Outcome.Exception?.Message);
                    return default;
                },
            })
            .Build();
        try
        {
            while (!_stopping.IsCancellationRequested)
                await reconnection.ExecuteAsync(RunSessionAsync, _stopping.Token);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // Disposed: how the last connection ended is nobody's concern.
        }
    }

    /// <summary>Holds one connection until it ends; one that ended young is a failure, which the next waits longer for.</summary>
    private async ValueTask RunSessionAsync(CancellationToken cancellation)
    {
        await using var session = await OpenAsync(cancellation);
        var since = _time.GetTimestamp();
        _logger.Connected(Host);
        lock (_lock)
            _session.TrySetResult(session);
        try
        {
            var reason = await session.Ended.WaitAsync(cancellation);
            _logger.Disconnected(Host, reason);
            if (_time.GetElapsedTime(since) < _options.StableAfter)
                throw new SessionLostException(reason);
        }
        finally
        {
            Retire(session);
        }
    }

    private async Task<RpcSession> OpenAsync(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        return await RpcSession.OpenAsync(_endpoint, _options, _logger, linked.Token);
    }

    private async Task<T> OnSessionAsync<T>(Func<RpcSession, Task<T>> call, CancellationToken cancellation)
    {
        var session = await SessionAsync().WaitAsync(cancellation);
        try
        {
            return await call(session);
        }
        catch (SessionLostException)
        {
            Retire(session);
            throw;
        }
    }

    private async Task<RpcSubscription> RestoreAsync(SubscriptionMethods methods, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await OnSessionAsync(session => session.SubscribeAsync(methods, [], cancellation), cancellation);
            }
            catch (SessionLostException)
            {
                // Lost again: the next connection is waited for.
            }
        }
    }

    private static async Task<bool> MoreAsync(RpcSubscription subscription, CancellationToken cancellation)
    {
        try
        {
            return await subscription.Notifications.WaitToReadAsync(cancellation);
        }
        catch (SessionLostException)
        {
            return false;
        }
    }

    private Task<RpcSession> SessionAsync()
    {
        lock (_lock)
            return _session.Task;
    }

    /// <summary>Makes callers wait for the next connection, if this is still the one they get.</summary>
    private void Retire(RpcSession session)
    {
        lock (_lock)
        {
            if (_session.Task.IsCompletedSuccessfully && _session.Task.Result == session)
                _session = NewSessionSource();
        }
    }

    private ChainConnectionException Unreachable(Exception error) =>
        new(_endpoint, $"no connection within {_options.ConnectTimeout.TotalSeconds:0.#} s: is a node listening there?", error);

    private Exception Unanswered(string method, Exception error) => _stopping.IsCancellationRequested
        ? new ObjectDisposedException(nameof(RpcClient))
        : new ChainConnectionException(_endpoint, $"{method} had no answer within {_options.CallTimeout.TotalSeconds:0.#} s", error);
}
