using Connito.Chain.Primitives;

namespace Connito.Chain.Crypto;

/// <summary>A text is not the SS58 address that was wanted.</summary>
public sealed class Ss58FormatException : ChainException
{
    /// <inheritdoc/>
    public Ss58FormatException()
    {
    }

    /// <inheritdoc/>
    public Ss58FormatException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public Ss58FormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
