using System.Collections.Immutable;

namespace Connito.Training.Checkpoints;

/// <summary>A well-formed file that does not hold the tensors asked for.</summary>
public sealed class CheckpointSchemaException : CheckpointFormatException
{
    private const int ListedCount = 10;

    internal CheckpointSchemaException(ImmutableArray<CheckpointProblem> problems)
        : base(Describe(problems), problems[0].Tensor) => Problems = problems;

    /// <summary>All that is wrong, in the order of the tensors' names; at least one.</summary>
    public ImmutableArray<CheckpointProblem> Problems { get; }

    private static string Describe(ImmutableArray<CheckpointProblem> problems)
    {
        var listed = string.Join(" ", problems.Take(ListedCount).Select(problem => problem.Message));
        return problems.Length <= ListedCount ? listed : $"{listed} And {problems.Length - ListedCount} more.";
    }
}
