using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>The weights one validator has on the chain.</summary>
/// <param name="Validator">Slot of the validator.</param>
/// <param name="Weights">As stored, in the order given; entries towards a slot that changed hands stay, at zero.</param>
public sealed record WeightRow(Uid Validator, ImmutableArray<ChainWeight> Weights);
