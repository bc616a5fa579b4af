using Connito.Chain.Primitives;

namespace Connito.Chain.Rpc;

/// <summary>The node could not be reached, or gave no answer in time.</summary>
/// <remarks>Prints scheme, host and port alone: a path or user may hold an access key.</remarks>
public sealed class ChainConnectionException(Uri endpoint, string message, Exception? inner = null)
    : ChainException($"{endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}: {message}", inner!)
{
    /// <summary>The node's address.</summary>
    public Uri Endpoint { get; } = endpoint;
}
