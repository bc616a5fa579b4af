using System.Collections.Immutable;

namespace Connito.Training.Experts;

/// <summary>Which experts a group trains in each layer: the file <c>expert_assignment.json</c> of its task.</summary>
/// <remarks>Source: docs/protocol.md, "Expert assignment".</remarks>
public sealed record ExpertAssignment
{
    /// <param name="groupId">The group's id; the file itself does not hold it.</param>
    /// <param name="layers">Layer to pairs, in the order of the group's own list.</param>
    /// <exception cref="ExpertAssignmentException">A number is negative, or an index or an expert stands twice in a layer.</exception>
    public ExpertAssignment(int groupId, IEnumerable<KeyValuePair<int, ImmutableArray<ExpertSlot>>> layers)
    {
        GroupId = groupId;
        Layers = layers.ToImmutableSortedDictionary();
        ImmutableArray<string> offenders =
        [
            .. Layers.Where(pair => pair.Key < 0).Select(pair => $"layer {pair.Key}"),
            .. Layers.SelectMany(pair => Repeated(pair.Key, pair.Value)),
            .. Pairs.Where(pair => pair.Slot.Index < 0 || pair.Slot.Expert < 0).Select(Show),
        ];
        if (offenders.Length > 0)
            throw new ExpertAssignmentException($"Group {groupId}: an index or expert stands once in a layer, none negative.", offenders);
    }

    /// <summary>The group's id on the network.</summary>
    public int GroupId { get; }

    /// <summary>Layer to pairs, in the order of the group's own list.</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<ExpertSlot>> Layers { get; }

    private IEnumerable<(int Layer, ExpertSlot Slot)> Pairs => Layers.SelectMany(pair => pair.Value.Select(slot => (pair.Key, slot)));

    /// <summary>Reads a file.</summary>
    /// <exception cref="ExpertAssignmentException">The file is no assignment, or breaks its rules.</exception>
    public static ExpertAssignment Read(string path, int groupId) => Parse(File.ReadAllBytes(path), groupId);

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="ExpertAssignmentException">The bytes are no assignment, or break its rules.</exception>
    public static ExpertAssignment Parse(ReadOnlySpan<byte> json, int groupId) => new(groupId, ExpertAssignmentJson.Read(json));

    /// <summary>The assignment whose list has <paramref name="experts"/> in this order in each layer.</summary>
    public static ExpertAssignment Of(int groupId, IEnumerable<KeyValuePair<int, ImmutableArray<int>>> experts) =>
        new(groupId, experts.Select(pair => KeyValuePair.Create(pair.Key, Slots(pair.Value))));

    /// <summary>Writes the file as the reference lays it out: two spaces a level.</summary>
    public void Write(string path) => File.WriteAllBytes(path, ToJson());

    /// <summary>The bytes that <see cref="Write"/> writes.</summary>
    public byte[] ToJson() => ExpertAssignmentJson.Write(Layers);

    /// <summary>Checks the layers that a model has; layers beyond it are left over from another model and ignored.</summary>
    /// <param name="layerCount">The model's layers.</param>
    /// <param name="expertCount">Its routed experts in a layer.</param>
    /// <exception cref="ExpertAssignmentException">An index or an expert is not below <paramref name="expertCount"/>.</exception>
    public void EnsureFits(int layerCount, int expertCount)
    {
        ImmutableArray<string> offenders =
        [
            .. Pairs.Where(pair => pair.Layer < layerCount && Math.Max(pair.Slot.Index, pair.Slot.Expert) >= expertCount).Select(Show),
        ];
        if (offenders.Length > 0)
            throw new ExpertAssignmentException($"Group {GroupId}: the model has experts 0 to {expertCount - 1}.", offenders);
    }

    /// <summary>The experts alone.</summary>
    public ExpertGroup ToGroup() =>
        new(GroupId, Layers.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Select(slot => slot.Expert).ToImmutableArray())));

    /// <inheritdoc/>
    public bool Equals(ExpertAssignment? other) => other is not null && GroupId == other.GroupId && Pairs.SequenceEqual(other.Pairs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(GroupId, Layers.Count);

    private static ImmutableArray<ExpertSlot> Slots(ImmutableArray<int> experts) =>
        [.. experts.Select((expert, index) => new ExpertSlot(index, expert))];

    private static IEnumerable<string> Repeated(int layer, ImmutableArray<ExpertSlot> slots) =>
    [
        .. slots.CountBy(slot => slot.Index).Where(count => count.Value > 1).Select(count => $"layer {layer}: index {count.Key} twice"),
        .. slots.CountBy(slot => slot.Expert).Where(count => count.Value > 1).Select(count => $"layer {layer}: expert {count.Key} twice"),
    ];

    private static string Show((int Layer, ExpertSlot Slot) pair) => $"layer {pair.Layer}: [{pair.Slot.Index}, {pair.Slot.Expert}]";
}
