namespace Connito.Neuron.Commitments;

/// <summary>One extrinsic of this hotkey at a time: the next waits until the last one's outcome is known.</summary>
internal sealed class ExtrinsicGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Runs <paramref name="submit"/> alone.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> submit, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await submit();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
