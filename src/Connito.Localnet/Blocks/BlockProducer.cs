using Microsoft.Extensions.Logging;

namespace Connito.Localnet.Blocks;

/// <summary>Makes a block whenever the block time has passed.</summary>
internal sealed class BlockProducer(LocalChain chain, TimeSpan blockTime, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = RunAsync(_ending.Token);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(blockTime, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
                chain.Produce();
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
        catch (Exception fault)
        {
            // Nobody awaits the timer before the node stops: without this line the chain would stand still in silence.
            logger.ProductionFailed(fault);
            throw;
        }
    }
}
