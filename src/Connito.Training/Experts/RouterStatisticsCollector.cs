using static TorchSharp.torch;

namespace Connito.Training.Experts;

// Shape suffixes: T tokens, K experts chosen per token, E experts.

/// <summary>Sums what routers choose, on their device; nothing is read back before <see cref="ToStatistics"/>.</summary>
/// <param name="expertCount">Routed experts in a layer.</param>
public sealed class RouterStatisticsCollector(int expertCount) : IDisposable
{
    private readonly SortedDictionary<int, LayerSums> _layers = [];

    /// <summary>Adds what one layer's router chose for some tokens.</summary>
    /// <param name="layer">The layer in the full model.</param>
    /// <param name="experts_TK">Chosen expert ids, <c>[tokens, top-k]</c>, int64.</param>
    /// <param name="weights_TK">Their mixing weights, of the same shape.</param>
    /// <param name="counted_T">Which tokens count, <c>[tokens]</c>, bool; all where none is given.</param>
    public void Add(int layer, Tensor experts_TK, Tensor weights_TK, Tensor? counted_T = null)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var experts = counted_T is null ? experts_TK : experts_TK[counted_T];
        var weights = counted_T is null ? weights_TK : weights_TK[counted_T];
        if (!_layers.TryGetValue(layer, out var sums))
            _layers.Add(layer, sums = LayerSums.Create(expertCount, (int)experts_TK.shape[1], experts_TK.device));

        sums.TokenCount += experts.shape[0];
        sums.Counts_E.add_(experts.flatten().bincount(null, expertCount));
        sums.Weights_E.add_(experts.flatten().bincount(weights.detach().flatten().to(ScalarType.Float64), expertCount));
    }

    /// <summary>The sums so far. Waits for the device.</summary>
    public RouterStatistics ToStatistics() => new(_layers.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToRouting())));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var sums in _layers.Values)
            sums.Dispose();

        _layers.Clear();
    }

    private sealed class LayerSums(Tensor counts_E, Tensor weights_E, int expertsPerToken) : IDisposable
    {
        public Tensor Counts_E { get; } = counts_E.DetachFromDisposeScope();

        public Tensor Weights_E { get; } = weights_E.DetachFromDisposeScope();

        public long TokenCount { get; set; }

        public static LayerSums Create(int expertCount, int expertsPerToken, Device device) => new(
            zeros(expertCount, ScalarType.Int64, device), zeros(expertCount, ScalarType.Float64, device), expertsPerToken);

        public LayerRouting ToRouting()
        {
            using var scope = NewDisposeScope();
            return new(TokenCount, expertsPerToken, [.. Counts_E.cpu().data<long>()], [.. Weights_E.cpu().data<double>()]);
        }

        public void Dispose()
        {
            Counts_E.Dispose();
            Weights_E.Dispose();
        }
    }
}
