using System.Collections.Immutable;

namespace Connito.Training.Experts;

/// <summary>The routed experts that one group of miners trains, under the ids they have in the full model.</summary>
public sealed record ExpertGroup
{
    /// <param name="id">The group's id on the network.</param>
    /// <param name="expertsByLayer">Layer to expert ids; the ids may come in any order and are kept ascending.</param>
    /// <exception cref="ArgumentException">A number is negative, or an expert stands twice in a layer.</exception>
    public ExpertGroup(int id, IEnumerable<KeyValuePair<int, ImmutableArray<int>>> expertsByLayer)
    {
        Id = id;
        ExpertsByLayer = expertsByLayer.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Sort());
        foreach (var (layer, experts) in ExpertsByLayer)
        {
            if (id < 0 || layer < 0 || experts is [< 0, ..] || experts.Distinct().Count() != experts.Length)
            {
                throw new ArgumentException(
                    $"Group {id}, layer {layer}: experts [{string.Join(", ", experts)}] should be distinct, and no number negative.",
                    nameof(expertsByLayer));
            }
        }
    }

    /// <summary>The group's id on the network.</summary>
    public int Id { get; }

    /// <summary>Layer to expert ids in ascending order, which is also their order in memory.</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<int>> ExpertsByLayer { get; }

    /// <summary>Whether the group trains this expert.</summary>
    public bool Contains(int layer, int expert) =>
        ExpertsByLayer.TryGetValue(layer, out var experts) && experts.BinarySearch(expert) >= 0;

    /// <inheritdoc/>
    public bool Equals(ExpertGroup? other) =>
        other is not null && Id == other.Id && ExpertsByLayer.Count == other.ExpertsByLayer.Count
        && ExpertsByLayer.All(pair => other.ExpertsByLayer.TryGetValue(pair.Key, out var experts) && experts.SequenceEqual(pair.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, ExpertsByLayer.Count);
}
