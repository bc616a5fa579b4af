using Connito.Chain.Primitives;

namespace Connito.Neuron.Cycles;

/// <summary>A token that is cancelled when the chain reaches a block, or when the outer token is.</summary>
internal sealed class BlockDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenSource _waiting = new();

    /// <summary>Begins to watch.</summary>
    public BlockDeadline(PhaseClock clock, BlockNumber block, CancellationToken outer)
    {
        Block = block;
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _ = WatchAsync(clock, block);
    }

    /// <summary>The block that ends it.</summary>
    public BlockNumber Block { get; }

    /// <summary>Cancelled at the block.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the block, not the outer token, was the end.</summary>
    public bool HasPassed { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _waiting.Cancel();
        _waiting.Dispose();
        _source.Dispose();
    }

    private async Task WatchAsync(PhaseClock clock, BlockNumber block)
    {
        try
        {
            await clock.ReachAsync(block, _waiting.Token);
            HasPassed = true;
            await _source.CancelAsync();
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // Disposed before the block came: nobody waits any more.
        }
    }
}
