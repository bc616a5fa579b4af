using System.Collections.Immutable;

namespace Connito.Training.Experts;

/// <summary>How often and how strongly the routers chose each expert over some tokens.</summary>
public sealed record RouterStatistics
{
    /// <param name="layers">Layer to its router's choices.</param>
    public RouterStatistics(IEnumerable<KeyValuePair<int, LayerRouting>> layers) => Layers = layers.ToImmutableSortedDictionary();

    /// <summary>Layer to its router's choices.</summary>
    public ImmutableSortedDictionary<int, LayerRouting> Layers { get; }
}

/// <summary>The choices of one layer's router.</summary>
/// <param name="TokenCount">Tokens routed.</param>
/// <param name="ExpertsPerToken">Experts chosen for each: top-k.</param>
/// <param name="Counts">By expert: the tokens it was chosen for.</param>
/// <param name="WeightSums">By expert: the sum of its mixing weights where it was chosen.</param>
public sealed record LayerRouting(long TokenCount, int ExpertsPerToken, ImmutableArray<long> Counts, ImmutableArray<double> WeightSums);
