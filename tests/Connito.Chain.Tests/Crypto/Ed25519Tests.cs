using Connito.Chain.Crypto;

namespace Connito.Chain.Tests.Crypto;

public sealed class Ed25519Tests
{
    [Fact]
    public void Every_key_and_signature_equals_the_references()
    {
        foreach (var row in CryptoVectors.Rows("ed25519.json", "vectors"))
        {
            using var key = Keypair.FromSeed(row.Bytes("seed"), KeyScheme.Ed25519);
            Assert.Equal(row.Text("ss58"), key.Account.ToString());
            Assert.Equal(row.Bytes("public_key"), key.Account.ToArray());
            Assert.Equal(row.Bytes("signature"), key.Sign(row.Bytes("message")));
            Assert.True(Keypair.Verify(key.Account, row.Bytes("message"), row.Bytes("signature"), KeyScheme.Ed25519));
        }
    }

    [Fact]
    public void A_signature_holds_under_its_own_scheme_only()
    {
        using var ed25519 = Keypair.FromUri("//Alice", KeyScheme.Ed25519);
        using var sr25519 = Keypair.FromUri("//Alice");
        Assert.False(Keypair.Verify(ed25519.Account, "Connito"u8, ed25519.Sign("Connito"u8)));
        Assert.False(Keypair.Verify(sr25519.Account, "Connito"u8, sr25519.Sign("Connito"u8), KeyScheme.Ed25519));
    }

    [Fact]
    public void A_signature_cut_or_changed_anywhere_is_refused()
    {
        using var key = Keypair.FromUri("//Alice", KeyScheme.Ed25519);
        byte[] signature = key.Sign("Connito"u8);
        for (int i = 0; i < signature.Length; i++)
        {
            Assert.False(Keypair.Verify(key.Account, "Connito"u8, signature.AsSpan(0, i), KeyScheme.Ed25519));
            signature[i] ^= 1;
            Assert.False(Keypair.Verify(key.Account, "Connito"u8, signature, KeyScheme.Ed25519));
            signature[i] ^= 1;
        }
    }
}
