using Connito.Chain.Primitives;

namespace Connito.Chain.Extrinsics;

/// <summary>The runtime wants extrinsics to carry an extension that this program does not know: it will not sign what it cannot read.</summary>
public sealed class ExtensionNotSupportedException : ChainException
{
    /// <param name="identifier">The extension's name.</param>
    /// <param name="type">What it carries.</param>
    public ExtensionNotSupportedException(string identifier, string type)
        : base($"The runtime's extension {identifier} carries {type}, and this version of Connito does not know it: update Connito.") =>
        Identifier = identifier;

    /// <summary>The extension's name in the metadata.</summary>
    public string Identifier { get; }
}
