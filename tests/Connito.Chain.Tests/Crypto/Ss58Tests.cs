using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Chain.Tests.Crypto;

public sealed class Ss58Tests
{
    [Fact]
    public void Every_address_of_the_reference_is_written_and_read()
    {
        foreach (var row in CryptoVectors.Rows("ss58.json", "valid"))
        {
            string text = row.Text("address");
            byte[] key = row.Bytes("public_key");
            ushort prefix = row.GetProperty("prefix").GetUInt16();

            Assert.Equal(text, Ss58.Encode(key, prefix));
            var address = Ss58.Decode(text);
            Assert.Equal(prefix, address.Prefix);
            Assert.Equal(key, address.Key);
        }
    }

    [Fact]
    public void Every_broken_address_is_refused_with_its_reason()
    {
        foreach (var row in CryptoVectors.Rows("ss58.json", "invalid"))
        {
            string text = row.Text("address");
            Assert.False(AccountId.TryParse(text, out _), text);
            Assert.NotEmpty(Assert.Throws<Ss58FormatException>(() => AccountId.Parse(text)).Message);
        }
    }

    [Fact]
    public void Every_key_and_prefix_comes_back() =>
        Gen.Select(Gen.Byte.Array[32], Gen.UShort[0, 16_383]).Sample((key, prefix) =>
        {
            var address = Ss58.Decode(Ss58.Encode(key, prefix));
            return address.Prefix == prefix && address.Key.AsSpan().SequenceEqual(key);
        });

    [Fact]
    public void An_address_cut_anywhere_is_refused()
    {
        const string Alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
        for (int length = 0; length < Alice.Length; length++)
            Assert.Throws<Ss58FormatException>(() => Ss58.Decode(Alice[..length]));
    }

    [Fact]
    public void Any_text_is_an_address_or_refused() =>
        Gen.OneOf(
                Gen.String,
                Gen.Char["123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"].Array[0, 60].Select(letters => new string(letters)))
            .Sample(text => Ss58.TryDecode(text, out _, out var problem) || problem.Length > 0);
}
