using Connito.Chain.Primitives;

namespace Connito.Chain.Crypto;

/// <summary>A phrase, secret URI, seed or private key is malformed. The message says how and never quotes the secret.</summary>
public sealed class KeyFormatException(string message) : ChainException(message);
