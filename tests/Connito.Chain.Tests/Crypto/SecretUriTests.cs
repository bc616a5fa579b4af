using System.Text.Json;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Chain.Tests.Crypto;

public sealed class SecretUriTests
{
    [Fact]
    public void Every_sr25519_key_of_the_reference_is_derived()
    {
        foreach (var row in Vectors())
        {
            var expected = row.GetProperty("sr25519");
            using var key = SecretUri.Parse(row.Text("uri")).ToSecretKey(KeyScheme.Sr25519);
            Assert.Equal(expected.Text("ss58"), key.Account.ToString());
            Assert.Equal(expected.Bytes("public"), key.Account.ToArray());
            Assert.Equal(expected.Bytes("secret_scalar_le"), key.Bytes[..32]);
            if (expected.TryGetProperty("secret_nonce", out _))
                Assert.Equal(expected.Bytes("secret_nonce"), key.Bytes[32..]);
        }
    }

    [Fact]
    public void Every_ed25519_key_of_the_reference_is_derived_and_soft_ones_are_refused()
    {
        foreach (var row in Vectors())
        {
            var uri = SecretUri.Parse(row.Text("uri"));
            if (!row.TryGetProperty("ed25519", out var expected))
            {
                Assert.Throws<KeyFormatException>(() => uri.ToSecretKey(KeyScheme.Ed25519));
                continue;
            }

            using var key = uri.ToSecretKey(KeyScheme.Ed25519);
            Assert.Equal(expected.Text("ss58"), key.Account.ToString());
            Assert.Equal(expected.Bytes("public"), key.Account.ToArray());
            Assert.Equal(expected.Bytes("seed"), key.Bytes[..32]);
        }
    }

    [Fact]
    public void Every_uri_is_read_into_its_junctions_and_password()
    {
        foreach (var row in Vectors())
        {
            var uri = SecretUri.Parse(row.Text("uri"));
            var junctions = row.GetProperty("junctions").EnumerateArray().ToArray();
            Assert.Equal(row.Text("password"), uri.Password);
            Assert.Equal(junctions.Select(junction => junction.GetProperty("hard").GetBoolean()), uri.Junctions.Select(j => j.IsHard));
            Assert.Equal(junctions.Select(junction => junction.Text("chain_code")),
                uri.Junctions.Select(junction => Convert.ToHexStringLower(junction.ChainCode.AsSpan())));
        }
    }

    [Fact]
    public void A_soft_key_follows_from_the_public_key_alone()
    {
        foreach (var row in Vectors().Where(row => row.GetProperty("sr25519").TryGetProperty("also_from_public_only", out _)))
        {
            var uri = SecretUri.Parse(row.Text("uri"));
            using var root = Keypair.FromMnemonic(uri.Root, uri.Password);
            var derived = Sr25519SecretKey.DerivePublic(root.Account, Assert.Single(uri.Junctions));
            Assert.Equal(row.GetProperty("sr25519").Text("ss58"), derived.ToString());
        }
    }

    [Fact]
    public void A_softly_derived_key_signs()
    {
        using var key = Keypair.FromUri("//Alice/miner/1");
        Assert.True(Keypair.Verify(key.Account, "Connito"u8, key.Sign("Connito"u8)));
    }

    [Fact]
    public void Without_a_phrase_the_development_phrase_is_meant()
    {
        using var alice = Keypair.FromUri("//Alice");
        using var spelled = Keypair.FromUri(SecretUri.DevelopmentPhrase + "//Alice");
        Assert.Equal("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", alice.ToString());
        Assert.Equal(alice.Account, spelled.Account);
    }

    [Fact]
    public void A_seed_stands_where_a_phrase_does()
    {
        using var alice = Keypair.FromUri("0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a");
        using var bob = Keypair.FromUri("0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e//Bob");
        Assert.Equal("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", alice.ToString());
        Assert.Equal("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty", bob.ToString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("//Alice/")]
    [InlineData("//Alice//")]
    [InlineData("0x")]
    [InlineData("0xe5be")]
    [InlineData("0xg5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a")]
    [InlineData("Alice")]
    public void Text_that_is_no_secret_uri_is_refused(string text) =>
        Assert.Throws<KeyFormatException>(() => Keypair.FromUri(text));

    [Fact]
    public void A_junction_of_absurd_length_is_refused() =>
        Assert.Throws<KeyFormatException>(() => Keypair.FromUri("//" + new string('a', 1 << 14)));

    [Fact]
    public void An_error_never_quotes_the_secret()
    {
        const string Seed = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0";
        const string Phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit topsecret";
        var ofSeed = Assert.Throws<KeyFormatException>(() => Keypair.FromUri(Seed));
        var ofPhrase = Assert.Throws<KeyFormatException>(() => Keypair.FromUri(Phrase));
        Assert.DoesNotContain("e5be9a", ofSeed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", ofPhrase.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_a_key_or_refused() =>
        Gen.OneOf(
                Gen.String,
                Gen.Char["/0x1aä "].Array[0, 30].Select(letters => new string(letters)),
                Gen.String.Select(text => "//" + text))
            .Sample(text => IsKeyOrRefused(text), iter: 300);

    private static bool IsKeyOrRefused(string text)
    {
        try
        {
            using var key = Keypair.FromUri(text);
            return key.Account != default(AccountId);
        }
        catch (KeyFormatException)
        {
            return true;
        }
    }

    private static IEnumerable<JsonElement> Vectors() => CryptoVectors.Rows("derivation.json", "vectors");
}
