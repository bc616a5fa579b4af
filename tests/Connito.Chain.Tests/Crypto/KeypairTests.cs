using Connito.Chain.Crypto;

namespace Connito.Chain.Tests.Crypto;

public sealed class KeypairTests
{
    [Fact]
    public void A_disposed_key_signs_nothing_and_its_secret_is_gone()
    {
        var key = Keypair.FromUri("//Alice");
        var secret = key.SecretKeyBytes;
        key.Dispose();
        Assert.Equal(new byte[64], secret);
        Assert.Throws<ObjectDisposedException>(() => key.Sign("Connito"u8));
    }

    [Fact]
    public void A_key_prints_its_address_and_nothing_else()
    {
        using var key = Keypair.FromUri("//Alice");
        Assert.Equal("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", $"{key}");
    }

    [Theory]
    [InlineData(KeyScheme.Sr25519)]
    [InlineData(KeyScheme.Ed25519)]
    public void What_a_key_signs_only_its_account_signed(KeyScheme scheme) =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32], Gen.Byte.Array[0, 400]).Sample((a, b, message) =>
        {
            using var signer = Keypair.FromSeed(a, scheme);
            using var other = Keypair.FromSeed(b, scheme);
            byte[] signature = signer.Sign(message);
            return Keypair.Verify(signer.Account, message, signature, scheme)
                && (a.SequenceEqual(b) || !Keypair.Verify(other.Account, message, signature, scheme))
                && !Keypair.Verify(signer.Account, [.. message, 0], signature, scheme);
        });

    [Fact]
    public void A_seed_has_32_bytes()
    {
        for (int size = 0; size < 70; size++)
        {
            if (size != 32)
                Assert.Throws<KeyFormatException>(() => Keypair.FromSeed(new byte[size]));
        }
    }
}
