namespace Connito.Neuron.Commands;

/// <summary>A command cannot go on; its message is the line that the user reads.</summary>
/// <param name="message">What was wanted, what came, and the remedy.</param>
/// <param name="exitCode">What the process ends with.</param>
internal sealed class CommandException(string message, ExitCode exitCode = ExitCode.Failure) : NeuronException(message)
{
    /// <summary>What the process ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
