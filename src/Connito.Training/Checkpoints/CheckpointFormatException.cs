namespace Connito.Training.Checkpoints;

/// <summary>A checkpoint file breaks its format or the limits of this reader: the fault of whoever wrote it.</summary>
public class CheckpointFormatException : TrainingException
{
    /// <summary>A fault of the file as a whole, or of one of its tensors.</summary>
    public CheckpointFormatException(string message, string? tensor = null, Exception? innerException = null)
        : base(message, innerException) => Tensor = tensor;

    /// <summary>The tensor at fault, or null where the fault is the file's.</summary>
    public string? Tensor { get; }
}
