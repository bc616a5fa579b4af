namespace Connito.Localnet;

/// <summary>Root of what Localnet throws for what it was given: a genesis, an extrinsic log, a port.</summary>
public class LocalnetException : Exception
{
    /// <inheritdoc/>
    public LocalnetException()
    {
    }

    /// <inheritdoc/>
    public LocalnetException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public LocalnetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
