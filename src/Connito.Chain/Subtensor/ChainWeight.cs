using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>A weight as the chain takes and keeps it: meaningful only beside the others of its row.</summary>
/// <param name="Uid">The neuron it is for.</param>
/// <param name="Value">65535 for the largest of the row.</param>
public readonly record struct ChainWeight(Uid Uid, ushort Value);
