using Connito.Chain.Primitives;
using Connito.Localnet.State;

namespace Connito.Localnet.Declarations;

/// <summary>What a call sees: who signed it, the block it is in, the state it changes and the events it emits.</summary>
/// <param name="State">Dropped as a whole when the call fails.</param>
/// <param name="Signer">Who signed; the zero account for what the block itself does.</param>
/// <param name="Block">The block's number.</param>
/// <param name="TimestampMilliseconds">The block's time since 1970.</param>
internal sealed record CallContext(StateOverlay State, AccountId Signer, uint Block, ulong TimestampMilliseconds)
{
    private readonly List<byte[]> _events = [];

    /// <summary>What was emitted so far, each as bytes of <c>RuntimeEvent</c>.</summary>
    public IReadOnlyList<byte[]> Events => _events;

    public void Emit<T>(EventDeclaration<T> declaration, T fields) => _events.Add(declaration.Encode(fields));
}
