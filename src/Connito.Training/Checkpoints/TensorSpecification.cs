using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>What one tensor of a checkpoint must be.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Type">The type of its elements; null where any floating type will do.</param>
public sealed record TensorSpecification(ImmutableArray<long> Shape, ScalarType? Type = null);
