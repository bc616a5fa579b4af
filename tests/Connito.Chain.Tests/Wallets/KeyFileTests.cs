using System.Text;
using Connito.Chain.Primitives;
using Connito.Chain.Tests.Crypto;
using Connito.Chain.Wallets;

namespace Connito.Chain.Tests.Wallets;

public sealed class KeyFileTests : IDisposable
{
    private const string Alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    private const string AliceHex = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
    private const string AliceSeed = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
    private const string Bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

    private readonly string _folder = Directory.CreateTempSubdirectory("connito-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_cut_at_any_byte_is_damaged()
    {
        byte[] whole = Encoding.UTF8.GetBytes(CryptoVectors.Rows("wallet.json", "plain_files").First().Text("content_utf8"));
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<WalletDamagedException>(Of(whole.AsSpan(0, length)).ReadKeypair);
    }

    [Fact]
    public void A_file_with_any_byte_changed_still_tells_the_same_account_or_is_refused()
    {
        byte[] whole = Encoding.UTF8.GetBytes(CryptoVectors.Rows("wallet.json", "plain_files").ElementAt(1).Text("content_utf8"));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample(
            (place, value) =>
            {
                byte[] changed = [.. whole];
                changed[place] = value;
                return Account(Of(changed)) is null or Alice;
            },
            threads: 1);
    }

    [Fact]
    public void Any_bytes_are_a_key_file_or_refused() =>
        Gen.OneOf(
                Gen.Byte.Array[0, 300],
                Gen.String.Select(Encoding.UTF8.GetBytes),
                Gen.String.Select(text => Encoding.UTF8.GetBytes('{' + text + '}')))
            .Sample(bytes => Account(Of(bytes)) is null, threads: 1);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ss58Address": 5}""")]
    [InlineData("""{"ss58Address": "5Grw"}""")]
    [InlineData("""{"secretSeed": "0xe5be"}""")]
    [InlineData("""{"privateKey": "0xzz"}""")]
    [InlineData("""{"secretPhrase": "\ud800"}""")]
    [InlineData("""{"secretPhrase": "one two three"}""")]
    [InlineData($$"""{"secretSeed": "{{AliceSeed}}", "ss58Address": "{{Bob}}"}""")]
    [InlineData($$"""{"secretSeed": "{{AliceSeed}}", "ss58Address": "{{Bob}}", "publicKey": "{{AliceHex}}"}""")]
    public void A_file_that_contradicts_itself_or_holds_no_key_is_damaged(string json) =>
        Assert.Throws<WalletDamagedException>(Of(Encoding.UTF8.GetBytes(json)).ReadKeypair);

    [Fact]
    public void A_file_with_a_secret_alone_tells_its_account() =>
        Assert.Equal(Alice, Of(Encoding.UTF8.GetBytes($$"""{"secretSeed": "{{AliceSeed}}"}""")).ReadAccount().ToString());

    [Fact]
    public void Nesting_and_text_that_is_no_UTF_8_are_damage()
    {
        Assert.Throws<WalletDamagedException>(Of(Encoding.UTF8.GetBytes("{\"x\":" + new string('[', 10_000))).ReadKeypair);
        Assert.Throws<WalletDamagedException>(Of([.. "{\"secretPhrase\": \""u8, 0xff, 0xfe, .. "\"}"u8]).ReadKeypair);
    }

    [Fact]
    public void A_folder_in_a_key_files_place_is_named() =>
        Assert.ThrowsAny<WalletException>(new KeyFile(_folder).ReadKeypair);

    [Fact]
    public void A_file_of_absurd_size_is_not_read() =>
        Assert.Throws<WalletDamagedException>(Of(new byte[1 << 20]).ReadKeypair);

    [Fact]
    public void An_error_never_quotes_the_secret()
    {
        string[] files =
        [
            """{"secretPhrase": "bottom drive obey lake curtain smoke basket hold race lonely fit topsecret"}""",
            """{"secretSeed": "topsecret"}""",
            """{"privateKey": topsecret}""",
        ];
        foreach (string json in files)
        {
            var exception = Assert.Throws<WalletDamagedException>(Of(Encoding.UTF8.GetBytes(json)).ReadKeypair);
            Assert.DoesNotContain("topsecret", exception.ToString(), StringComparison.Ordinal);
        }
    }

    private static string? Account(KeyFile file)
    {
        try
        {
            using var keypair = file.ReadKeypair();
            return keypair.ToString();
        }
        catch (ChainException)
        {
            return null;
        }
    }

    private KeyFile Of(ReadOnlySpan<byte> content)
    {
        var file = new KeyFile(Path.Combine(_folder, "key"));
        File.WriteAllBytes(file.Path, content);
        return file;
    }
}
