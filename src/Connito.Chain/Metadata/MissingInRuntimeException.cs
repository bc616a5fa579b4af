using Connito.Chain.Primitives;

namespace Connito.Chain.Metadata;

/// <summary>The runtime has nothing of the name that was asked for: it is older or newer than the caller thinks.</summary>
public sealed class MissingInRuntimeException : ChainException
{
    /// <param name="kind">What was looked for, such as <c>call</c>.</param>
    /// <param name="name">Its name, such as <c>SubtensorModule.set_weights</c>.</param>
    public MissingInRuntimeException(string kind, string name)
        : base($"The runtime has no {kind} {name}: its metadata does not list it. The chain was upgraded, or it is another chain.")
    {
        Kind = kind;
        Name = name;
    }

    /// <summary>What was looked for, such as <c>call</c>.</summary>
    public string Kind { get; }

    /// <summary>Its name, such as <c>SubtensorModule.set_weights</c>.</summary>
    public string Name { get; }
}
