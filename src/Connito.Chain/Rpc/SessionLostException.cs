using Connito.Chain.Primitives;

namespace Connito.Chain.Rpc;

/// <summary>The connection ended before the answer came; whether the node acted on the call is not known.</summary>
internal sealed class SessionLostException(string reason, Exception? inner = null)
    : ChainException($"The connection to the node ended: {reason}", inner!);
