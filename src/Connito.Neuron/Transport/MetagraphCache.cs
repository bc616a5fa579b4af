using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Transport;

/// <summary>The subnet's neurons as of some blocks ago, for questions that need no particular block.</summary>
/// <remarks>One read at a time; a hotkey that is not in it is looked for again, but not more than once a block.</remarks>
internal sealed class MetagraphCache(ISubtensor subtensor, PhaseClock clock, NetworkProfile profile) : IDisposable
{
    private const int MaxAgeBlocks = 20;

    private readonly SemaphoreSlim _gate = new(1);
    private Metagraph? _metagraph;

    /// <summary>The neurons, at most twenty blocks old.</summary>
    public Task<Metagraph> GetAsync(CancellationToken cancellation) => GetAsync(MaxAgeBlocks, cancellation);

    /// <summary>The neuron of a hotkey, or null when it is not registered now.</summary>
    public async Task<NeuronInfo?> FindAsync(Hotkey hotkey, CancellationToken cancellation) =>
        (await GetAsync(cancellation)).Find(hotkey) ?? (await GetAsync(maxAgeBlocks: 0, cancellation)).Find(hotkey);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<Metagraph> GetAsync(int maxAgeBlocks, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_metagraph is { } known && clock.Head is { } head && head.Number - known.Block <= maxAgeBlocks)
                return known;
            return _metagraph = await subtensor.GetMetagraphAsync(new Netuid(profile.Netuid), at: null, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }
}
