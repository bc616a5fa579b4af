namespace Connito.Training;

/// <summary>The root of what goes wrong in the model, its data and its checkpoints.</summary>
public class TrainingException : Exception
{
    /// <summary>An exception with its message: what was wanted, what came, and the remedy where one is known.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its message and the one that led to it.</summary>
    public TrainingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
