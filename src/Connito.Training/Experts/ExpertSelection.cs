using System.Collections.Immutable;

namespace Connito.Training.Experts;

/// <summary>Chooses a group's experts by their scores: the greatest first, of equals the lower id.</summary>
/// <remarks>Held to the published selections: docs/protocol.md, "Choosing a group's experts".</remarks>
public static class ExpertSelection
{
    /// <summary>In each layer as many experts as it takes for their scores to reach <paramref name="threshold"/> together.</summary>
    /// <param name="scores">Gate scores or token ratios.</param>
    /// <param name="threshold">Above zero, at most one. More: more experts.</param>
    /// <param name="groupId">The id of the group to be.</param>
    public static ExpertAssignment ByThreshold(ExpertScores scores, double threshold, int groupId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 1);
        return Select(scores, groupId, ranked => TakeUntil(ranked, threshold));
    }

    /// <summary>In each layer the same number of experts, as the network's own tool takes them: by summed weight or by count.</summary>
    /// <param name="scores">Gate scores order as summed weights do, token ratios as counts.</param>
    /// <param name="expertsPerLayer">How many.</param>
    /// <param name="groupId">The id of the group to be.</param>
    /// <exception cref="TrainingException">A layer's router chose fewer different experts than that.</exception>
    public static ExpertAssignment ByCount(ExpertScores scores, int expertsPerLayer, int groupId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expertsPerLayer);
        foreach (var (layer, layerScores) in scores.Layers)
        {
            var seenCount = layerScores.Count(score => score > 0);
            if (seenCount < expertsPerLayer)
                throw new TrainingException($"Layer {layer} used {seenCount} experts; {expertsPerLayer} are wanted. Route more text.");
        }

        return Select(scores, groupId, ranked => ranked.Take(expertsPerLayer));
    }

    private static ExpertAssignment Select(
        ExpertScores scores, int groupId, Func<IEnumerable<(int Expert, double Score)>, IEnumerable<(int Expert, double Score)>> take) =>
        ExpertAssignment.Of(groupId, scores.Layers.Select(pair => KeyValuePair.Create(
            pair.Key, take(Rank(pair.Value)).Select(ranked => ranked.Expert).ToImmutableArray())));

    private static IEnumerable<(int Expert, double Score)> Rank(ImmutableArray<double> scores) =>
        scores.Select((score, expert) => (Expert: expert, Score: score)).OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Expert);

    private static IEnumerable<(int Expert, double Score)> TakeUntil(IEnumerable<(int Expert, double Score)> ranked, double threshold)
    {
        double sum = 0;
        foreach (var pair in ranked)
        {
            yield return pair;
            sum += pair.Score;
            if (sum >= threshold)
                yield break;
        }
    }
}
