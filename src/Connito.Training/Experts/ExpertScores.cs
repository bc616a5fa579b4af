using System.Collections.Immutable;

namespace Connito.Training.Experts;

/// <summary>How much each expert matters for the data that was routed: in each layer, shares that sum to at most one.</summary>
/// <remarks>Both measures are those of "Expert-Specialized Fine-Tuning", section 3.2 (arXiv:2407.01906).</remarks>
public sealed record ExpertScores
{
    internal ExpertScores(IEnumerable<KeyValuePair<int, ImmutableArray<double>>> layers) => Layers = layers.ToImmutableSortedDictionary();

    /// <summary>Layer to scores by expert id.</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<double>> Layers { get; }

    /// <summary>Average gate score: an expert's mixing weight, averaged over all tokens.</summary>
    /// <exception cref="TrainingException">A layer routed no token.</exception>
    public static ExpertScores GateScores(RouterStatistics statistics) => Of(statistics, routing =>
        [.. routing.WeightSums.Select(sum => sum / routing.TokenCount)]);

    /// <summary>Token selection ratio: the share of all choices that fell on an expert.</summary>
    /// <exception cref="TrainingException">A layer routed no token.</exception>
    public static ExpertScores TokenRatios(RouterStatistics statistics) => Of(statistics, routing =>
        [.. routing.Counts.Select(count => count / ((double)routing.TokenCount * routing.ExpertsPerToken))]);

    /// <summary>The mean over samples, each counting the same however long it is.</summary>
    /// <exception cref="TrainingException">There is no sample, or they differ in layers or experts.</exception>
    public static ExpertScores Mean(IReadOnlyCollection<ExpertScores> samples)
    {
        if (samples.Count == 0)
            throw new TrainingException("A mean of scores needs at least one sample.");

        var first = samples.First();
        if (samples.Any(sample => !sample.HasShapeOf(first)))
            throw new TrainingException("A mean of scores needs samples of the same layers and experts.");

        return new(first.Layers.Select(pair => KeyValuePair.Create(pair.Key, MeanOf(samples, pair.Key, pair.Value.Length))));
    }

    private static ImmutableArray<double> MeanOf(IReadOnlyCollection<ExpertScores> samples, int layer, int expertCount) =>
        [.. Enumerable.Range(0, expertCount).Select(expert => samples.Average(sample => sample.Layers[layer][expert]))];

    private static ExpertScores Of(RouterStatistics statistics, Func<LayerRouting, ImmutableArray<double>> score) =>
        statistics.Layers.FirstOrDefault(pair => pair.Value.TokenCount == 0) is { Value: not null, Key: var layer }
            ? throw new TrainingException($"The router of layer {layer} saw no token, so its experts have no score.")
            : new(statistics.Layers.Select(pair => KeyValuePair.Create(pair.Key, score(pair.Value))));

    private bool HasShapeOf(ExpertScores other) =>
        Layers.Count == other.Layers.Count
        && Layers.All(pair => other.Layers.TryGetValue(pair.Key, out var scores) && scores.Length == pair.Value.Length);
}
