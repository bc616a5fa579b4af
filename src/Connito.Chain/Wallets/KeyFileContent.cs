using System.Text.Json.Serialization;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Chain.Wallets;

/// <summary>The JSON of a key file; a class, since a record would print its secrets.</summary>
internal sealed class KeyFileContent
{
    /// <summary>0x and the hex of the public key, as is <see cref="PublicKey"/>.</summary>
    public string? AccountId { get; init; }

    public string? PublicKey { get; init; }

    /// <summary>0x and the hex of schnorrkel's canonical 64 bytes.</summary>
    public string? PrivateKey { get; init; }

    public string? SecretPhrase { get; init; }

    /// <summary>0x and the hex of the mini secret.</summary>
    public string? SecretSeed { get; init; }

    public string? Ss58Address { get; init; }

    /// <summary>Everything of a key; without a phrase, no seed can be told either.</summary>
    internal static KeyFileContent Of(Keypair keypair, string? phrase) => new()
    {
        AccountId = Hex(keypair.Account.ToArray()),
        PublicKey = Hex(keypair.Account.ToArray()),
        PrivateKey = Hex(keypair.SecretKeyBytes),
        SecretPhrase = phrase,
        SecretSeed = phrase is null ? null : SeedHex(phrase),
        Ss58Address = keypair.Account.ToString(),
    };

    internal static KeyFileContent PublicOf(AccountId account) => new()
    {
        AccountId = Hex(account.ToArray()),
        PublicKey = Hex(account.ToArray()),
        Ss58Address = account.ToString(),
    };

    private static string SeedHex(string phrase)
    {
        using var seed = new SecretBytes(SecretKey.SeedSize);
        Mnemonic.ToMiniSecret(phrase, password: "", seed.Span);
        return Hex(seed.Span);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeyFileContent))]
internal sealed partial class KeyFileJson : JsonSerializerContext;
