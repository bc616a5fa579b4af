namespace Connito.Chain.Primitives;

/// <summary>Root of the exceptions that Connito.Chain throws for what comes from outside: bytes, nodes, files.</summary>
public class ChainException(string message, Exception? innerException = null) : Exception(message, innerException);
