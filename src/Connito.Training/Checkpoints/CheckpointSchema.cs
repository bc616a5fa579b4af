using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>The names, shapes and types that a checkpoint must have: what a stranger's file is held to before a model sees it.</summary>
public sealed class CheckpointSchema
{
    // A header's entry beside its name, a character of the name as a JSON escape, and room for metadata.
    private const int EntrySizeBytes = 256;
    private const int EscapedSizeBytes = 6;
    private const int MetadataSizeBytes = 4096;

    private readonly ImmutableSortedDictionary<string, TensorSpecification> _tensors;
    private readonly bool _allowsMissing;

    /// <param name="tensors">What is asked for, by name.</param>
    /// <param name="allowsMissing">Whether a part of at least one tensor is enough, as for a submission that keeps some experts.</param>
    public CheckpointSchema(IEnumerable<KeyValuePair<string, TensorSpecification>> tensors, bool allowsMissing = false)
    {
        _tensors = tensors.ToImmutableSortedDictionary(CodePointOrder.Instance);
        _allowsMissing = allowsMissing;
    }

    /// <summary>What is asked for, by name, in code point order.</summary>
    public IReadOnlyDictionary<string, TensorSpecification> Tensors => _tensors;

    /// <summary>What a file may ask for that holds no more than this: nobody has to choose numbers for a stranger's file.</summary>
    public CheckpointLimits Limits
    {
        get
        {
            var headerSizeBytes = _tensors.Keys.Sum(name => (EscapedSizeBytes * name.Length) + EntrySizeBytes) + MetadataSizeBytes;
            return new CheckpointLimits
            {
                HeaderSizeBytes = headerSizeBytes,
                FileSizeBytes = _tensors.Values.Sum(SizeBytes) + headerSizeBytes + SafetensorsHeader.PrefixSizeBytes,
                TensorCount = _tensors.Count,
                NameLength = _tensors.Keys.Select(name => name.Length).DefaultIfEmpty().Max(),
                TensorSizeBytes = _tensors.Values.Select(SizeBytes).DefaultIfEmpty().Max(),
            };
        }
    }

    /// <summary>The schema that <paramref name="checkpoint"/> itself fulfils.</summary>
    /// <param name="checkpoint">The pattern.</param>
    /// <param name="anyFloatingType">Whether its floating tensors may come in another floating type.</param>
    /// <param name="allowsMissing">Whether a part of its tensors is enough.</param>
    public static CheckpointSchema Of(Checkpoint checkpoint, bool anyFloatingType = false, bool allowsMissing = false) => new(
        checkpoint.Tensors.Select(pair => KeyValuePair.Create(pair.Key, SpecificationOf(pair.Value, anyFloatingType))), allowsMissing);

    /// <summary>Compares names, shapes and types with what a file declares; its data is not read.</summary>
    public ImmutableArray<CheckpointProblem> Check(SafetensorsHeader header) =>
        Check(header.Tensors.Select(entry => (entry.Name, entry.Type, entry.Shape)));

    /// <summary>Compares names, shapes and types, and looks for elements that are not finite.</summary>
    public ImmutableArray<CheckpointProblem> Check(Checkpoint checkpoint)
    {
        var declared = Check(checkpoint.Tensors.Select(pair => (pair.Key, pair.Value.dtype, pair.Value.shape.ToImmutableArray())));
        return [.. declared, .. checkpoint.Tensors.Where(pair => !FiniteTensor.IsFinite(pair.Value)).Select(pair => NonFinite(pair.Key))];
    }

    internal static CheckpointProblem NonFinite(string name) =>
        Problem(CheckpointProblemKind.NonFinite, name, "holds an element that is infinite or not a number");

    private ImmutableArray<CheckpointProblem> Check(IEnumerable<(string Name, ScalarType Type, ImmutableArray<long> Shape)> tensors)
    {
        var problems = ImmutableArray.CreateBuilder<CheckpointProblem>();
        var missing = _tensors.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, type, shape) in tensors)
        {
            missing.Remove(name);
            if (!_tensors.TryGetValue(name, out var wanted))
                problems.Add(Problem(CheckpointProblemKind.Extra, name, "was not asked for"));
            else
                problems.AddRange(Compare(name, wanted, type, shape));
        }

        var isEnough = _allowsMissing && missing.Count < _tensors.Count;
        if (!isEnough)
            problems.AddRange(missing.Select(name => Problem(CheckpointProblemKind.Missing, name, "is missing")));

        problems.Sort((a, b) => CodePointOrder.Instance.Compare(a.Tensor, b.Tensor));
        return problems.ToImmutable();
    }

    private static IEnumerable<CheckpointProblem> Compare(
        string name, TensorSpecification wanted, ScalarType type, ImmutableArray<long> shape)
    {
        if (!shape.AsSpan().SequenceEqual(wanted.Shape.AsSpan()))
            yield return Problem(CheckpointProblemKind.Misshapen, name, $"should be {Show(wanted.Shape)} and is {Show(shape)}");

        var fits = wanted.Type is { } exact ? type == exact : TensorType.IsFloating(type);
        if (!fits)
            yield return Problem(CheckpointProblemKind.WrongType, name, $"should be {wanted.Type?.ToString() ?? "floating"} and is {type}");
    }

    /// <summary>The most bytes it can take: where any floating type will do, those of the widest.</summary>
    private static long SizeBytes(TensorSpecification tensor) =>
        tensor.Shape.Aggregate(
            (long)TensorType.SizeBytes(tensor.Type ?? ScalarType.Float64), (size, dimension) => checked(size * Math.Max(dimension, 1)));

    private static CheckpointProblem Problem(CheckpointProblemKind kind, string name, string message) =>
        new(kind, name, $"Tensor '{name}' {message}.");

    private static string Show(ImmutableArray<long> shape) => $"[{string.Join(", ", shape)}]";

    private static TensorSpecification SpecificationOf(Tensor tensor, bool anyFloatingType) =>
        new([.. tensor.shape], anyFloatingType && TensorType.IsFloating(tensor.dtype) ? null : tensor.dtype);
}
