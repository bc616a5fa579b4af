using Connito.Chain.Rpc;
using Connito.Chain.Subtensor;

namespace Connito.Neuron.Commands;

/// <summary>What commands take from outside; tests put their own in its place.</summary>
/// <param name="Terminal">Where they print.</param>
/// <param name="Connect">Opens a chain's node.</param>
/// <param name="Variable">An environment variable, or null.</param>
/// <param name="Time">Their clock.</param>
internal sealed record CommandServices(Terminal Terminal, ConnectSubtensor Connect, Func<string, string?> Variable, TimeProvider Time)
{
    /// <summary>Somebody waits for the answer: a node that is not there is told sooner than to a neuron.</summary>
    private static readonly RpcOptions Patience = new() { ConnectTimeout = TimeSpan.FromSeconds(8) };

    /// <summary>Those of this process.</summary>
    public static CommandServices OfProcess() => new(
        Terminal.OfProcess(),
        async (endpoint, loggers, cancellation) => await SubtensorClient.ConnectAsync(
            new SubtensorOptions { Endpoint = endpoint, Rpc = Patience }, loggers, TimeProvider.System, cancellation),
        Environment.GetEnvironmentVariable,
        TimeProvider.System);
}

/// <summary>Opens a chain's node; the caller disposes it.</summary>
internal delegate Task<ISubtensor> ConnectSubtensor(Uri endpoint, ILoggerFactory loggers, CancellationToken cancellation);
