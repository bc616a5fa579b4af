using Connito.Chain.Primitives;

namespace Connito.Chain.Crypto;

/// <summary>Schnorr signatures over ristretto255 in Substrate's signing context, as schnorrkel makes and checks them.</summary>
internal static class Sr25519
{
    private const int PointSize = 32;
    private const int ScalarSize = 32;

    // schnorrkel marks its signatures in the top bit, which a canonical scalar never sets.
    private const byte Marker = 0x80;

    private static readonly Transcript SigningContext = OpenSigningContext();

    /// <param name="key">Who signs.</param>
    /// <param name="message">What is signed.</param>
    /// <param name="randomness">32 fresh random bytes, which guard the nonce; the signature verifies with any.</param>
    /// <param name="signature">Receives 64 bytes.</param>
    internal static void Sign(Sr25519SecretKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> randomness, Span<byte> signature)
    {
        Span<byte> account = stackalloc byte[AccountId.Size];
        key.Account.CopyTo(account);
        var transcript = Begin(account, message);

        using var nonce = new SecretBytes(ScalarSize);
        using var wide = new SecretBytes(2 * ScalarSize);
        transcript.Witness("signing"u8, key.Nonce, randomness, wide.Span);
        Sodium.ScalarReduce(nonce.Span, wide.Span);

        var commitment = signature[..PointSize];
        Sodium.MultiplyBase(commitment, nonce.Span);
        transcript.Append("sign:R"u8, commitment);
        Span<byte> challenge = stackalloc byte[ScalarSize];
        transcript.ChallengeScalar("sign:c"u8, challenge);

        using var product = new SecretBytes(ScalarSize);
        Sodium.ScalarMultiply(product.Span, challenge, key.Scalar);
        Sodium.ScalarAdd(signature[PointSize..], product.Span, nonce.Span);
        signature[^1] |= Marker;
    }

    /// <summary>Whether the account signed the message; false too for a malformed signature or key, and the identity.</summary>
    internal static bool Verify(AccountId account, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SecretKey.SignatureSize || (signature[^1] & Marker) == 0)
            return false;

        var commitment = signature[..PointSize];
        Span<byte> scalar = stackalloc byte[ScalarSize];
        signature[PointSize..].CopyTo(scalar);
        scalar[^1] &= unchecked((byte)~Marker);
        if (!IsCanonical(scalar))
            return false;

        Span<byte> key = stackalloc byte[AccountId.Size];
        account.CopyTo(key);
        var transcript = Begin(key, message);
        transcript.Append("sign:R"u8, commitment);
        Span<byte> challenge = stackalloc byte[ScalarSize];
        transcript.ChallengeScalar("sign:c"u8, challenge);

        // s·B − k·A is encoded canonically, so that a commitment equal to it is canonical too.
        Span<byte> left = stackalloc byte[PointSize];
        Span<byte> right = stackalloc byte[PointSize];
        return Sodium.MultiplyPoint(right, challenge, key)
            && Sodium.MultiplyBase(left, scalar)
            && Sodium.SubtractPoints(left, left, right)
            && left.SequenceEqual(commitment);
    }

    /// <summary>Whether 32 bytes are a scalar below the group's order.</summary>
    internal static bool IsCanonical(ReadOnlySpan<byte> scalar)
    {
        Span<byte> wide = stackalloc byte[2 * ScalarSize];
        wide[ScalarSize..].Clear();
        scalar.CopyTo(wide);
        Span<byte> reduced = stackalloc byte[ScalarSize];
        Sodium.ScalarReduce(reduced, wide);
        return reduced.SequenceEqual(scalar);
    }

    private static Transcript OpenSigningContext()
    {
        var transcript = new Transcript("SigningContext"u8);
        transcript.Append([], "substrate"u8);
        return transcript;
    }

    private static Transcript Begin(ReadOnlySpan<byte> account, ReadOnlySpan<byte> message)
    {
        var transcript = SigningContext;
        transcript.Append("sign-bytes"u8, message);
        transcript.Append("proto-name"u8, "Schnorr-sig"u8);
        transcript.Append("sign:pk"u8, account);
        return transcript;
    }
}
