using System.Security.Cryptography;
using Connito.Chain.Crypto;

namespace Connito.Chain.Tests.Crypto;

public sealed class MnemonicTests
{
    private static readonly string[] Pieces = ["abandon", "zoo", "about", " ", "\n", "x"];

    [Fact]
    public void Every_phrase_of_the_reference_gives_its_mini_secret_and_keys()
    {
        foreach (var row in CryptoVectors.Rows("mnemonic.json", "valid"))
        {
            string phrase = row.Text("mnemonic");
            string password = row.Text("password");
            var miniSecret = new byte[32];
            Mnemonic.ToMiniSecret(phrase, password, miniSecret);
            Assert.Equal(row.Bytes("mini_secret"), miniSecret);

            using var sr25519 = Keypair.FromMnemonic(phrase, password);
            using var ed25519 = Keypair.FromMnemonic(phrase, password, KeyScheme.Ed25519);
            Assert.Equal(row.Text("ss58_sr25519"), sr25519.ToString());
            Assert.Equal(row.Bytes("sr25519_public"), sr25519.Account.ToArray());
            Assert.Equal(row.Bytes("ed25519_public"), ed25519.Account.ToArray());
        }
    }

    [Fact]
    public void Every_entropy_of_the_reference_gives_its_phrase()
    {
        foreach (var row in CryptoVectors.Rows("mnemonic.json", "valid"))
            Assert.Equal(row.Text("mnemonic"), Mnemonic.FromEntropy(row.Bytes("entropy")));
    }

    [Fact]
    public void Every_broken_phrase_is_refused()
    {
        foreach (var row in CryptoVectors.Rows("mnemonic.json", "invalid_phrases"))
        {
            Assert.False(Mnemonic.IsValid(row.GetString()!));
            Assert.Throws<KeyFormatException>(() => Keypair.FromMnemonic(row.GetString()!));
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    [InlineData(21)]
    [InlineData(24)]
    public void A_fresh_phrase_has_its_words_and_is_valid(int words)
    {
        string phrase = Mnemonic.Generate(words);
        Assert.Equal(words, phrase.Split(' ').Length);
        Assert.True(Mnemonic.IsValid(phrase));
        Assert.NotEqual(phrase, Mnemonic.Generate(words));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(25)]
    public void No_phrase_has_another_number_of_words(int words) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Mnemonic.Generate(words));

    [Fact]
    public void A_phrase_cut_anywhere_is_valid_or_refused_and_never_anything_else()
    {
        string phrase = Mnemonic.FromEntropy(new byte[32]);
        for (int length = 0; length < phrase.Length; length++)
            Assert.False(Mnemonic.IsValid(phrase[..length]) && phrase[..length].Split(' ').Length is not (12 or 15 or 18 or 21));
    }

    [Fact]
    public void Any_text_is_a_phrase_or_not() =>
        Gen.OneOf(
                Gen.String,
                Gen.Int[0, Pieces.Length - 1].Array[0, 30].Select(picks => string.Join(' ', picks.Select(pick => Pieces[pick]))))
            .Sample(text => Mnemonic.IsValid(text) || !Mnemonic.IsValid(text + " "));

    // The SHA-256 of BIP-39's english.txt, which every implementation ships.
    [Fact]
    public void The_word_list_is_the_published_one()
    {
        using var list = typeof(Mnemonic).Assembly.GetManifestResourceStream("bip39-english.txt")!;
        Assert.Equal("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda", Convert.ToHexStringLower(SHA256.HashData(list)));
    }
}
