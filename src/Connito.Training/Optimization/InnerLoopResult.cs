using System.Collections.Immutable;

namespace Connito.Training.Optimization;

/// <summary>Why a run of inner steps ended.</summary>
public enum StopReason
{
    /// <summary>The batches came to their end.</summary>
    OutOfBatches,

    /// <summary>The options' number of steps was done.</summary>
    StepsDone,

    /// <summary>The time was up.</summary>
    Deadline,

    /// <summary>Too many steps in a row were not finite.</summary>
    NotFinite,
}

/// <summary>What came of a run of inner steps.</summary>
/// <param name="Steps">Steps, skipped ones included.</param>
/// <param name="Skipped">Steps that moved nothing, since loss or gradients were not finite.</param>
/// <param name="TokenCount">Tokens trained on.</param>
/// <param name="Losses">Mean loss of each step's batches before it, in nats per token.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record InnerLoopResult(int Steps, int Skipped, long TokenCount, ImmutableArray<double> Losses, StopReason Reason);
