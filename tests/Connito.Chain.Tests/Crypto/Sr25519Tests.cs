using System.Runtime.InteropServices;
using System.Text.Json;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Chain.Tests.Crypto;

public sealed class Sr25519Tests
{
    // Little-endian: 2^252 + 27742317777372353535851937790883648493.
    private static readonly byte[] GroupOrder =
        Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    [Fact]
    public void Every_mini_secret_expands_to_the_key_of_the_reference()
    {
        foreach (var row in Keys())
        {
            using var key = Sr25519SecretKey.Expand(row.Bytes("mini_secret"));
            Assert.Equal(row.Text("ss58"), key.Account.ToString());
            Assert.Equal(row.Bytes("public_key"), key.Account.ToArray());
            Assert.Equal(row.Bytes("secret_scalar_le"), key.Scalar);
            Assert.Equal(row.Bytes("secret_nonce"), key.Nonce);
        }
    }

    [Fact]
    public void With_the_same_randomness_every_signature_equals_the_references()
    {
        foreach (var row in Keys())
        {
            using var key = Sr25519SecretKey.Expand(row.Bytes("mini_secret"));
            foreach (var signed in row.GetProperty("signatures").EnumerateArray())
            {
                var signature = new byte[64];
                Sr25519.Sign(key, signed.Bytes("message"), signed.Bytes("witness_randomness"), signature);
                Assert.Equal(signed.Bytes("signature"), signature);
                Assert.True(Keypair.Verify(key.Account, signed.Bytes("message"), signature));
            }
        }
    }

    [Fact]
    public void Signatures_are_valid_or_not_as_the_reference_says()
    {
        foreach (var row in CryptoVectors.Rows("sr25519.json", "verify"))
        {
            var account = new AccountId(row.Bytes("public_key"));
            Assert.Equal(row.GetProperty("valid").GetBoolean(), Keypair.Verify(account, row.Bytes("message"), row.Bytes("signature")));
        }
    }

    [Fact]
    public void Each_step_of_a_signature_equals_the_references_trace()
    {
        var row = CryptoVectors.Rows("sr25519.json", "merlin").Single(row => row.TryGetProperty("trace", out _));
        using var key = Keypair.FromUri("//Alice");
        using var secret = Sr25519SecretKey.FromBytes(key.SecretKeyBytes);

        var transcript = new Transcript("SigningContext"u8);
        transcript.Append([], "substrate"u8);
        transcript.Append("sign-bytes"u8, row.Bytes("message"));
        Assert.Equal(row.Bytes("state_after_sign_bytes"), MemoryMarshal.AsBytes(new ReadOnlySpan<Transcript>(ref transcript))[..200]);

        transcript.Append("proto-name"u8, "Schnorr-sig"u8);
        transcript.Append("sign:pk"u8, key.Account.ToArray());
        var witness = new byte[64];
        transcript.Witness("signing"u8, secret.Nonce, row.Bytes("witness_randomness"), witness);
        Assert.Equal(row.Bytes("witness_bytes_64"), witness);

        transcript.Append("sign:R"u8, row.Bytes("R"));
        var challenge = new byte[32];
        transcript.ChallengeScalar("sign:c"u8, challenge);
        Assert.Equal(row.Bytes("k_le"), challenge);

        var signature = new byte[64];
        Sr25519.Sign(secret, row.Bytes("message"), row.Bytes("witness_randomness"), signature);
        Assert.Equal(row.Bytes("signature"), signature);
    }

    [Fact]
    public void A_signature_changed_in_any_bit_is_refused()
    {
        using var key = Keypair.FromUri("//Alice");
        byte[] signature = key.Sign("Connito"u8);
        for (int bit = 0; bit < 8 * signature.Length; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Keypair.Verify(key.Account, "Connito"u8, signature));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(Keypair.Verify(key.Account, "Connito"u8, signature));
    }

    [Fact]
    public void A_signature_cut_or_lengthened_anywhere_is_refused()
    {
        using var key = Keypair.FromUri("//Alice");
        byte[] signature = [.. key.Sign("Connito"u8), 0];
        for (int length = 0; length <= signature.Length; length++)
            Assert.Equal(length == 64, Keypair.Verify(key.Account, "Connito"u8, signature.AsSpan(0, length)));
    }

    [Fact]
    public void The_same_scalar_written_beyond_the_group_order_is_refused()
    {
        using var key = Keypair.FromUri("//Alice");
        byte[] signature = key.Sign("Connito"u8);
        Add(signature.AsSpan(32), GroupOrder);
        Assert.False(Keypair.Verify(key.Account, "Connito"u8, signature));
        Assert.False(Sr25519.IsCanonical(GroupOrder));
    }

    [Fact]
    public void Keys_that_are_no_points_and_the_identity_verify_nothing() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[64]).Sample((account, signature) =>
            !Keypair.Verify(new AccountId(account), "Connito"u8, signature)
            && !Keypair.Verify(default, "Connito"u8, signature));

    [Fact]
    public void Two_signatures_of_a_message_differ_and_both_hold()
    {
        using var key = Keypair.FromUri("//Alice");
        byte[] first = key.Sign("Connito"u8);
        byte[] second = key.Sign("Connito"u8);
        Assert.NotEqual(first, second);
        Assert.True(Keypair.Verify(key.Account, "Connito"u8, first));
        Assert.True(Keypair.Verify(key.Account, "Connito"u8, second));
    }

    [Fact]
    public void Verifying_allocates_nothing()
    {
        using var key = Keypair.FromUri("//Alice");
        byte[] signature = key.Sign("Connito"u8);
        Keypair.Verify(key.Account, "Connito"u8, signature);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Keypair.Verify(key.Account, "Connito"u8, signature);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_private_key_is_64_bytes_with_a_canonical_scalar_that_is_not_zero()
    {
        for (int size = 0; size < 70; size++)
            Assert.Throws<KeyFormatException>(() => Sr25519SecretKey.FromBytes(new byte[size]));
        byte[] beyond = [.. GroupOrder, .. new byte[32]];
        Assert.Throws<KeyFormatException>(() => Sr25519SecretKey.FromBytes(beyond));
    }

    private static IEnumerable<JsonElement> Keys() => CryptoVectors.Rows("sr25519.json", "deterministic");

    private static void Add(Span<byte> number, ReadOnlySpan<byte> addend)
    {
        int carry = 0;
        for (int i = 0; i < number.Length; i++)
        {
            carry += number[i] + addend[i];
            number[i] = (byte)carry;
            carry >>= 8;
        }
    }
}
