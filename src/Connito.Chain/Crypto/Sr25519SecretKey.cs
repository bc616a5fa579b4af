using System.Security.Cryptography;
using Connito.Chain.Primitives;

namespace Connito.Chain.Crypto;

/// <summary>An sr25519 secret: a scalar, and 32 bytes that nonces are drawn from; schnorrkel's canonical 64 bytes.</summary>
internal sealed class Sr25519SecretKey : SecretKey
{
    internal const int Size = 64;
    private const int ScalarSize = 32;

    private readonly SecretBytes _bytes;

    private Sr25519SecretKey(SecretBytes bytes)
    {
        _bytes = bytes;
        Span<byte> point = stackalloc byte[AccountId.Size];
        if (!Sodium.MultiplyBase(point, Scalar))
            throw new KeyFormatException("The private key is zero, which belongs to no account.");
        Account = new AccountId(point);
    }

    internal override KeyScheme Scheme => KeyScheme.Sr25519;

    internal override AccountId Account { get; }

    internal override ReadOnlySpan<byte> Bytes => _bytes.Span;

    internal ReadOnlySpan<byte> Scalar => _bytes.Span[..ScalarSize];

    internal ReadOnlySpan<byte> Nonce => _bytes.Span[ScalarSize..];

    /// <summary>The key of a mini secret, expanded as Ed25519 does: SHA-512, clamped, divided by the cofactor.</summary>
    internal static Sr25519SecretKey Expand(ReadOnlySpan<byte> miniSecret)
    {
        var bytes = new SecretBytes(Size);
        SHA512.HashData(miniSecret, bytes.Span);
        var scalar = bytes.Span[..ScalarSize];
        scalar[0] &= 0b1111_1000;
        scalar[^1] &= 0b0011_1111;
        scalar[^1] |= 0b0100_0000;
        DivideByCofactor(scalar);
        return new Sr25519SecretKey(bytes);
    }

    /// <summary>The key of the 64 bytes that a key file records.</summary>
    /// <exception cref="KeyFormatException">There are not 64 bytes, or the scalar is not below the group's order.</exception>
    internal static Sr25519SecretKey FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new KeyFormatException($"A private key is {Size} bytes, {bytes.Length} came.");
        if (!Sr25519.IsCanonical(bytes[..ScalarSize]))
            throw new KeyFormatException("The private key is not a canonical sr25519 scalar; it may be in the form of polkadot-js.");
        return new Sr25519SecretKey(new SecretBytes(bytes));
    }

    /// <summary>The public key that <see cref="Derive"/> gives for a soft junction, from the public half alone.</summary>
    /// <exception cref="KeyFormatException">The account is not an sr25519 public key.</exception>
    internal static AccountId DerivePublic(AccountId account, Junction junction)
    {
        Span<byte> point = stackalloc byte[AccountId.Size];
        Span<byte> offset = stackalloc byte[ScalarSize];
        account.CopyTo(point);
        var transcript = BeginSoft(point, junction);
        transcript.ChallengeScalar("HDKD-scalar"u8, offset);
        Span<byte> offsetPoint = stackalloc byte[AccountId.Size];
        if (!Sodium.MultiplyBase(offsetPoint, offset) || !Sodium.AddPoints(point, point, offsetPoint))
            throw new KeyFormatException($"{account} is not an sr25519 public key: nothing can be derived from it.");
        return new AccountId(point);
    }

    public override void Dispose() => _bytes.Dispose();

    internal override void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> randomness = stackalloc byte[32];
        RandomNumberGenerator.Fill(randomness);
        Sr25519.Sign(this, message, randomness, signature);
    }

    internal override SecretKey Derive(Junction junction) => junction.IsHard ? DeriveHard(junction) : DeriveSoft(junction);

    private Sr25519SecretKey DeriveHard(Junction junction)
    {
        var transcript = BeginDerivation(junction);
        transcript.Append("secret-key"u8, Scalar);
        using var miniSecret = new SecretBytes(SeedSize);
        transcript.Challenge("HDKD-hard"u8, miniSecret.Span);
        transcript.Clear();
        return Expand(miniSecret.Span);
    }

    private Sr25519SecretKey DeriveSoft(Junction junction)
    {
        Span<byte> point = stackalloc byte[AccountId.Size];
        Account.CopyTo(point);
        var transcript = BeginSoft(point, junction);
        Span<byte> offset = stackalloc byte[ScalarSize];
        transcript.ChallengeScalar("HDKD-scalar"u8, offset);

        var bytes = new SecretBytes(Size);
        Sodium.ScalarAdd(bytes.Span[..ScalarSize], Scalar, offset);
        Span<byte> randomness = stackalloc byte[32];
        RandomNumberGenerator.Fill(randomness);
        transcript.Witness("HDKD-nonce"u8, Bytes, randomness, bytes.Span[ScalarSize..]);
        return new Sr25519SecretKey(bytes);
    }

    private static Transcript BeginSoft(ReadOnlySpan<byte> publicKey, Junction junction)
    {
        var transcript = BeginDerivation(junction);
        transcript.Append("public-key"u8, publicKey);
        return transcript;
    }

    private static Transcript BeginDerivation(Junction junction)
    {
        var transcript = new Transcript("SchnorrRistrettoHDKD"u8);
        transcript.Append("sign-bytes"u8, []);
        transcript.Append("chain-code"u8, junction.ChainCode.AsSpan());
        return transcript;
    }

    // A shift by three bits: the clamped scalar is a multiple of eight.
    private static void DivideByCofactor(Span<byte> scalar)
    {
        int carry = 0;
        for (int i = scalar.Length - 1; i >= 0; i--)
        {
            int value = scalar[i];
            scalar[i] = (byte)((value >> 3) | carry);
            carry = (value & 7) << 5;
        }
    }
}
