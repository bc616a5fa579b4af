namespace Connito.Chain.Primitives;

/// <summary>Root of the exceptions that Connito.Chain throws for what comes from outside: bytes, nodes, files.</summary>
public class ChainException : Exception
{
    /// <inheritdoc/>
    public ChainException()
    {
    }

    /// <inheritdoc/>
    public ChainException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public ChainException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
