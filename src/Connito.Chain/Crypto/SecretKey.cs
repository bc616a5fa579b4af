using Connito.Chain.Primitives;

namespace Connito.Chain.Crypto;

/// <summary>The secret half of a key pair, of either scheme; wiped when disposed.</summary>
internal abstract class SecretKey : IDisposable
{
    internal const int SeedSize = 32;
    internal const int SignatureSize = 64;

    internal abstract KeyScheme Scheme { get; }

    /// <summary>The public half.</summary>
    internal abstract AccountId Account { get; }

    /// <summary>The 64 bytes that key files call the private key.</summary>
    internal abstract ReadOnlySpan<byte> Bytes { get; }

    public abstract void Dispose();

    internal static SecretKey FromSeed(ReadOnlySpan<byte> seed, KeyScheme scheme) =>
        scheme switch
        {
            KeyScheme.Sr25519 => Sr25519SecretKey.Expand(seed),
            KeyScheme.Ed25519 => new Ed25519SecretKey(seed),
            _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, null),
        };

    internal abstract void Sign(ReadOnlySpan<byte> message, Span<byte> signature);

    /// <exception cref="KeyFormatException">The scheme has no soft derivation.</exception>
    internal abstract SecretKey Derive(Junction junction);
}
