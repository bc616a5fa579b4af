namespace Connito.Neuron;

/// <summary>The root of what a neuron throws for a caller to report: its message says what to do.</summary>
internal class NeuronException : Exception
{
    /// <param name="message">What was wanted, what came, and the remedy.</param>
    public NeuronException(string message)
        : base(message)
    {
    }

    /// <param name="message">What was wanted, what came, and the remedy.</param>
    /// <param name="cause">What led to it.</param>
    public NeuronException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
