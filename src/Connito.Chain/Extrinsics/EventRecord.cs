using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>An event of a block, by name.</summary>
/// <param name="ExtrinsicIndex">The extrinsic it came of; null for what the block itself did.</param>
/// <param name="Pallet">The pallet's name.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Fields">Its fields, by name or in order.</param>
/// <param name="Topics">Hashes it is indexed under, as a rule none.</param>
public sealed record EventRecord(
    uint? ExtrinsicIndex, string Pallet, string Name, ScaleValue.Composite Fields, ImmutableArray<ScaleValue> Topics)
{
    /// <summary>The event is the one of that pallet and name.</summary>
    public bool Is(string pallet, string name) => Pallet == pallet && Name == name;

    /// <summary>The event for people: <c>SubtensorModule.WeightsSet(1, 0)</c>.</summary>
    public override string ToString() => $"{Pallet}.{Name}{(Fields.Values.IsEmpty ? "" : Fields)}";
}
