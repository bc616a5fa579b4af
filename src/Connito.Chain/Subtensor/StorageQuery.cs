using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>Names a value of the chain's storage; with fewer keys than the map has, all values under them.</summary>
internal readonly record struct StorageQuery(string Pallet, string Entry, params ImmutableArray<ScaleValue> Keys);

/// <summary>One entry of a storage map: all its keys, and its value.</summary>
internal readonly record struct StorageRow(ImmutableArray<ScaleValue> Keys, ScaleValue Value);
