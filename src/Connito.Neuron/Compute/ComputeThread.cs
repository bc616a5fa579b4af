using System.Collections.Concurrent;

namespace Connito.Neuron.Compute;

/// <summary>The one thread that torch runs on: its scopes and modes belong to a thread, so work is handed to it and awaited outside.</summary>
/// <remarks>Work runs in the order given, one at a time. The queue is unbounded: its callers await what they hand over.</remarks>
internal sealed class ComputeThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    public ComputeThread()
    {
        _thread = new Thread(Run) { Name = "compute", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> on the thread. It is not begun once cancelled, and should look at the token while it runs.</summary>
    public Task<T> RunAsync<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() => Complete(work, done, cancellation), cancellation);
        return done.Task;
    }

    /// <summary>Takes no more work and waits for what runs.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
            work();
    }

    // Whatever the work throws is its caller's: the thread goes on.
    private static void Complete<T>(Func<CancellationToken, T> work, TaskCompletionSource<T> done, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            done.SetResult(work(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            done.SetCanceled(cancellation);
        }
        catch (Exception failure)
        {
            done.SetException(failure);
        }
    }
}
