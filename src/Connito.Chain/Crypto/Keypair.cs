using Connito.Chain.Primitives;

namespace Connito.Chain.Crypto;

/// <summary>An account that can sign. Disposing wipes the secret, which is never printed.</summary>
/// <remarks>Signing is safe for threads at once; disposing while another thread signs is not.</remarks>
public sealed class Keypair : IDisposable
{
    private readonly SecretKey _secret;

    internal Keypair(SecretKey secret) => _secret = secret;

    /// <summary>The public key.</summary>
    public AccountId Account => _secret.Account;

    /// <summary>The public key, in the role of a hotkey.</summary>
    public Hotkey Hotkey => new(Account);

    /// <summary>The public key, in the role of a coldkey.</summary>
    public Coldkey Coldkey => new(Account);

    /// <summary>How it signs.</summary>
    public KeyScheme Scheme => _secret.Scheme;

    /// <summary>The 64 bytes that key files call the private key.</summary>
    internal ReadOnlySpan<byte> SecretKeyBytes => _secret.Bytes;

    /// <summary>The key of a secret URI: <c>//Alice</c>, <c>phrase//hard/soft///password</c>, or <c>0x</c> and a seed.</summary>
    /// <exception cref="KeyFormatException">The text is not such a URI, or the scheme cannot follow its junctions.</exception>
    public static Keypair FromUri(string suri, KeyScheme scheme = KeyScheme.Sr25519)
    {
        ArgumentNullException.ThrowIfNull(suri);
        return new Keypair(SecretUri.Parse(suri).ToSecretKey(scheme));
    }

    /// <param name="phrase">12 to 24 English words.</param>
    /// <param name="password">Bittensor's keys have none.</param>
    /// <param name="scheme">How it signs.</param>
    /// <exception cref="KeyFormatException">The phrase is not valid; the message says where and quotes none of it.</exception>
    public static Keypair FromMnemonic(string phrase, string password = "", KeyScheme scheme = KeyScheme.Sr25519)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        ArgumentNullException.ThrowIfNull(password);
        using var seed = new SecretBytes(SecretKey.SeedSize);
        Mnemonic.ToMiniSecret(phrase, password, seed.Span);
        return FromSeed(seed.Span, scheme);
    }

    /// <param name="seed32">The mini secret of sr25519, the seed of Ed25519: 32 bytes.</param>
    /// <param name="scheme">How it signs.</param>
    /// <exception cref="KeyFormatException">There are not 32 bytes.</exception>
    public static Keypair FromSeed(ReadOnlySpan<byte> seed32, KeyScheme scheme = KeyScheme.Sr25519) =>
        seed32.Length == SecretKey.SeedSize
            ? new Keypair(SecretKey.FromSeed(seed32, scheme))
            : throw new KeyFormatException($"A seed is {SecretKey.SeedSize} bytes, {seed32.Length} came.");

    /// <summary>Whether the account signed the message; false too for a malformed key or signature. Allocates nothing.</summary>
    public static bool Verify(
        AccountId account, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, KeyScheme scheme = KeyScheme.Sr25519) =>
        scheme switch
        {
            KeyScheme.Sr25519 => Sr25519.Verify(account, message, signature),
            KeyScheme.Ed25519 => VerifyEd25519(account, message, signature),
            _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, null),
        };

    /// <summary>64 bytes. Sr25519 draws randomness, so that no two signatures of a message are alike.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[SecretKey.SignatureSize];
        _secret.Sign(message, signature);
        return signature;
    }

    /// <summary>The address.</summary>
    public override string ToString() => Account.ToString();

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => _secret.Dispose();

    private static bool VerifyEd25519(AccountId account, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> key = stackalloc byte[AccountId.Size];
        account.CopyTo(key);
        return signature.Length == SecretKey.SignatureSize && Sodium.Ed25519Verify(signature, message, key);
    }
}
