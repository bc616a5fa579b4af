using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Connito.Chain.Tests.Rpc;

/// <summary>A WebSocket server on loopback whose answers, and misbehaviour, a test decides.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<FakeConnection, FakeRequest, Task> _onRequest;
    private int _connections;

    private FakeNode(Func<FakeConnection, FakeRequest, Task> onRequest)
    {
        _onRequest = onRequest;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(ServeAsync);
    }

    internal Uri Endpoint { get; private set; } = null!;

    /// <summary>All requests, in the order they came.</summary>
    internal ConcurrentQueue<FakeRequest> Requests { get; } = [];

    internal int Connections => _connections;

    internal static async Task<FakeNode> StartAsync(Func<FakeConnection, FakeRequest, Task> onRequest)
    {
        var node = new FakeNode(onRequest);
        await node._app.StartAsync();
        node.Endpoint = new UriBuilder(node._app.Urls.Single()) { Scheme = "ws" }.Uri;
        return node;
    }

    internal int Count(string method) => Requests.Count(request => request.Method == method);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var connection = new FakeConnection(socket, Interlocked.Increment(ref _connections), context.Abort);
        await foreach (var text in connection.ReadAsync(_app.Lifetime.ApplicationStopping))
        {
            var request = FakeRequest.Parse(text);
            Requests.Enqueue(request);
            // Not awaited: a slow answer holds up no other.
            _ = Task.Run(() => _onRequest(connection, request));
        }
    }
}
