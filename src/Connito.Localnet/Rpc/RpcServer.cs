using Connito.Localnet.Blocks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Connito.Localnet.Rpc;

/// <summary>JSON-RPC over WebSocket, and over plain POST for people with curl.</summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private const int LargestPostBytes = 16 * 1024 * 1024;
    private readonly WebApplication _host;
    private readonly RpcDispatcher _dispatcher;
    private readonly ILogger _logger;

    public RpcServer(LocalChain chain, LocalnetOptions options, ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger("Connito.Localnet");
        _dispatcher = new RpcDispatcher(new RpcMethods(chain, _logger));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.Limits.MaxRequestBodySize = LargestPostBytes;
        });
        // The node ends with its owner, not with a signal of its own.
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        _host = builder.Build();
        _host.UseWebSockets();
        _host.Run(ServeAsync);
    }

    /// <summary>Begins to listen.</summary>
    /// <returns>The address that WebSocket clients connect to.</returns>
    /// <exception cref="LocalnetException">The port is taken.</exception>
    public async Task<Uri> StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _host.StartAsync(cancellation);
        }
        catch (IOException fault)
        {
            throw new LocalnetException($"A free port wanted: {fault.Message} Choose another, or 0 for any.", fault);
        }

        var address = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new UriBuilder(address) { Scheme = Uri.UriSchemeWs }.Uri;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await _host.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Connections that did not end in time are dropped with the host.
        }

        await _host.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
            await ServeSocketAsync(context);
        else if (HttpMethods.IsPost(context.Request.Method))
            await ServePostAsync(context);
        else
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
    }

    private async Task ServeSocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await new RpcConnection(socket, _dispatcher, _logger, context.Connection.Id).RunAsync(ending.Token);
    }

    private async Task ServePostAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var none = new RpcSubscriptions(static _ => { });
        var (answer, _) = _dispatcher.Run(body.GetBuffer().AsMemory(0, (int)body.Length), none);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer?.ToJsonString() ?? "", context.RequestAborted);
    }

    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
