namespace Connito.Training.Checkpoints;

/// <summary>One way in which a checkpoint is not what its <see cref="CheckpointSchema"/> asks for.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Tensor">The tensor's name.</param>
/// <param name="Message">What was wanted and what came.</param>
public sealed record CheckpointProblem(CheckpointProblemKind Kind, string Tensor, string Message);

/// <summary>The kinds of a <see cref="CheckpointProblem"/>.</summary>
public enum CheckpointProblemKind
{
    /// <summary>A tensor that is asked for is absent.</summary>
    Missing,

    /// <summary>A tensor that nobody asked for is present.</summary>
    Extra,

    /// <summary>The shape differs.</summary>
    Misshapen,

    /// <summary>The type of the elements differs.</summary>
    WrongType,

    /// <summary>An element is infinite or not a number.</summary>
    NonFinite,
}
