using Connito.Chain.Primitives;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Submissions;

/// <summary>A submission that is what it was committed to be: the only kind that reaches the model. It owns the tensors.</summary>
internal sealed class VerifiedSubmission : IDisposable
{
    // Only the verifier makes one.
    private VerifiedSubmission(Hotkey hotkey, Checkpoint experts) => (Hotkey, Experts) = (hotkey, experts);

    /// <summary>Who submitted it.</summary>
    public Hotkey Hotkey { get; }

    /// <summary>Finite experts of the group, each of its right shape and type, with the committed hash.</summary>
    public Checkpoint Experts { get; }

    /// <inheritdoc/>
    public void Dispose() => Experts.Dispose();

    /// <summary>Reads a fetched file and holds it to everything that a model would trust; called on the compute thread.</summary>
    /// <returns>The submission, or the reason why it is refused, the miner's fault.</returns>
    public static (VerifiedSubmission? Submission, string? Refusal) Verify(
        FetchedSubmission fetched, string path, CheckpointSchema schema, CheckpointLimits limits)
    {
        Checkpoint experts;
        try
        {
            experts = Checkpoint.Read(path, schema, limits);
        }
        catch (CheckpointSchemaException failure)
        {
            return (null, $"{Kind(failure.Problems[0].Kind)}: {failure.Message}");
        }
        catch (CheckpointFormatException failure)
        {
            return (null, $"container: {failure.Message}");
        }

        var hash = experts.Hash();
        if (hash == fetched.Committed)
            return (new VerifiedSubmission(fetched.Hotkey, experts), null);

        experts.Dispose();
        return (null, $"hash: {fetched.Committed} was committed, the file has {hash}");
    }

    private static string Kind(CheckpointProblemKind kind) => kind switch
    {
        CheckpointProblemKind.Missing or CheckpointProblemKind.Extra => "names",
        CheckpointProblemKind.Misshapen => "shape",
        CheckpointProblemKind.WrongType => "type",
        CheckpointProblemKind.NonFinite => "not finite",
        _ => throw new InvalidOperationException($"Problem {kind} is not handled."),
    };
}
