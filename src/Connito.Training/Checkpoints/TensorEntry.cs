using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>One tensor as a file's header declares it; nothing of its data has been read.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions; empty for a scalar.</param>
/// <param name="Offset">Where its bytes begin, from the end of the header.</param>
/// <param name="SizeBytes">Their count.</param>
public sealed record TensorEntry(string Name, ScalarType Type, ImmutableArray<long> Shape, long Offset, long SizeBytes);
