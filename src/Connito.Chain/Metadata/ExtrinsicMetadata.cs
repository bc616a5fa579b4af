using System.Collections.Immutable;

namespace Connito.Chain.Metadata;

/// <summary>How the runtime wants its extrinsics.</summary>
/// <param name="Versions">The formats it takes; ours is 4.</param>
/// <param name="Type">The whole extrinsic's type, which only V14 names.</param>
/// <param name="Address">The signer's type.</param>
/// <param name="Call">The enum of all pallets' calls.</param>
/// <param name="Signature">The signature's type.</param>
/// <param name="Extra">The type of all extensions' bytes together, which V16 leaves out.</param>
/// <param name="Extensions">What stands between signature and call, in order.</param>
public sealed record ExtrinsicMetadata(
    ImmutableArray<byte> Versions,
    TypeId? Type,
    TypeId? Address,
    TypeId? Call,
    TypeId? Signature,
    TypeId? Extra,
    ImmutableArray<ExtensionMetadata> Extensions);

/// <summary>An extension of signed extrinsics, such as <c>CheckNonce</c>.</summary>
/// <param name="Identifier">Its name.</param>
/// <param name="Extra">What it puts into the extrinsic.</param>
/// <param name="Additional">What it adds to the signed payload alone.</param>
public sealed record ExtensionMetadata(string Identifier, TypeId Extra, TypeId Additional);
