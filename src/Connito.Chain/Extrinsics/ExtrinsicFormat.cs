using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>The fixed bytes of version-4 extrinsics.</summary>
internal static class ExtrinsicFormat
{
    /// <summary>Version 4 with a signature.</summary>
    public const byte SignedV4 = 0x84;

    /// <summary>Version 4 without a signature: inherents.</summary>
    public const byte BareV4 = 0x04;

    /// <summary>MultiAddress::Id.</summary>
    public const byte AddressId = 0;

    /// <summary>Bytes of an ed25519 or sr25519 signature.</summary>
    public const int SignatureSize = 64;

    /// <summary>The byte of MultiSignature that names the scheme.</summary>
    public static byte TagOf(KeyScheme scheme) => scheme switch
    {
        KeyScheme.Ed25519 => 0,
        KeyScheme.Sr25519 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "Ed25519 or Sr25519 wanted."),
    };

    /// <exception cref="ScaleFormatException">The byte names a scheme that neurons do not use.</exception>
    public static KeyScheme SchemeOf(byte tag) => tag switch
    {
        0 => KeyScheme.Ed25519,
        1 => KeyScheme.Sr25519,
        _ => throw new ScaleFormatException($"A signature of Ed25519 (0) or Sr25519 (1) wanted; {tag} came.", "signature"),
    };

    /// <summary>The extrinsic's name among nodes.</summary>
    public static BlockHash HashOf(ReadOnlySpan<byte> extrinsic) => new(Blake2b.Hash(extrinsic, 32));
}
