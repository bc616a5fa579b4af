using Connito.Chain.Primitives;

namespace Connito.Chain.Crypto;

/// <summary>A text is not the SS58 address that was wanted.</summary>
public sealed class Ss58FormatException(string message) : ChainException(message);
