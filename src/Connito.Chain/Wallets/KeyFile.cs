using System.Security.Cryptography;
using System.Text.Json;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Chain.Wallets;

/// <summary>One of btcli's key files: JSON with an address and, unless it is a public one, secrets.</summary>
/// <remarks>The format of btwallet 4. Phrases and hex are strings while they are read, and strings cannot be wiped.</remarks>
internal sealed class KeyFile(string path)
{
    // A file with every field set takes less than 1 KiB.
    private const int LargestSize = 16 * 1024;

    internal string Path => path;

    internal bool Exists => File.Exists(path);

    /// <exception cref="WalletMissingException">There is no such file.</exception>
    /// <exception cref="WalletEncryptedException">The file is encrypted.</exception>
    /// <exception cref="WalletDamagedException">The file holds no secret, or one of another account than it says.</exception>
    internal Keypair ReadKeypair()
    {
        var content = ReadContent();
        var recorded = RecordedAccount(content);
        Keypair? keypair = null;
        try
        {
            keypair = ToKeypair(content);
            if (recorded is { } account && account != keypair.Account)
                throw Damaged($"records the address {account} beside the secret of {keypair.Account}; restore it from its phrase");
            return keypair;
        }
        catch (KeyFormatException exception)
        {
            throw Damaged($"holds a secret that cannot be used: {exception.Message}");
        }
        catch (WalletException)
        {
            keypair?.Dispose();
            throw;
        }
    }

    /// <summary>The account, from the recorded address where there is one, else from the secret.</summary>
    /// <exception cref="WalletMissingException">There is no such file.</exception>
    /// <exception cref="WalletEncryptedException">The file is encrypted.</exception>
    /// <exception cref="WalletDamagedException">The file holds neither, or fields that contradict each other.</exception>
    internal AccountId ReadAccount()
    {
        if (RecordedAccount(ReadContent()) is { } account)
            return account;

        using var keypair = ReadKeypair();
        return keypair.Account;
    }

    /// <exception cref="WalletExistsException">The file exists.</exception>
    internal void Write(KeyFileContent content)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(content, KeyFileJson.Default.KeyFileContent);
        try
        {
            PrivateFile.WriteNew(path, json);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }

    private static KeyFileEncryption EncryptionOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("$NACL"u8) ? KeyFileEncryption.NaCl
        : bytes.StartsWith("$ANSIBLE_VAULT"u8) ? KeyFileEncryption.AnsibleVault
        : bytes.StartsWith("gAAAAA"u8) ? KeyFileEncryption.Fernet
        : KeyFileEncryption.None;

    // The order in which Bittensor's own wallet looks for a secret.
    private Keypair ToKeypair(KeyFileContent content)
    {
        if (content.SecretPhrase is { } phrase)
            return Keypair.FromMnemonic(phrase);
        if (content.SecretSeed is { } seedText)
        {
            using var seed = new SecretBytes(SecretKey.SeedSize);
            SecretHex.Read(seedText, seed.Span, "secretSeed");
            return Keypair.FromSeed(seed.Span);
        }

        if (content.PrivateKey is { } keyText)
        {
            using var key = new SecretBytes(Sr25519SecretKey.Size);
            SecretHex.Read(keyText, key.Span, "privateKey");
            return new Keypair(Sr25519SecretKey.FromBytes(key.Span));
        }

        throw Damaged("holds a public key and no secret: nothing can be signed with it");
    }

    // The address where several fields tell it, if they tell the same.
    private AccountId? RecordedAccount(KeyFileContent content)
    {
        AccountId? account = null;
        foreach (var (name, text) in new[]
            { ("ss58Address", content.Ss58Address), ("publicKey", content.PublicKey), ("accountId", content.AccountId) })
        {
            if (text is null)
                continue;
            if (!TryReadAccount(text, out var told))
                throw Damaged($"has '{text}' as its {name}, which is no account");
            if (account is { } earlier && earlier != told)
                throw Damaged($"names two accounts, {earlier} and, as its {name}, {told}");
            account = told;
        }

        return account;
    }

    private static bool TryReadAccount(string text, out AccountId account)
    {
        if (!BlockHash.TryParse(text, out var bytes))
            return AccountId.TryParse(text, out account);

        account = new AccountId(bytes.ToArray());
        return true;
    }

    private KeyFileContent ReadContent()
    {
        byte[] bytes = ReadBytes();
        try
        {
            var encryption = EncryptionOf(bytes);
            if (encryption != KeyFileEncryption.None)
                throw new WalletEncryptedException(path, encryption);
            return JsonSerializer.Deserialize(bytes, KeyFileJson.Default.KeyFileContent) ?? throw Damaged("holds null");
        }
        catch (JsonException exception)
        {
            // Its own message may quote what it read.
            throw Damaged($"is not the JSON of a key file (line {exception.LineNumber}, byte {exception.BytePositionInLine})");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private byte[] ReadBytes()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (stream.Length > LargestSize)
                throw Damaged($"has {stream.Length} bytes, a key file has {LargestSize} at most");

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WalletMissingException(
                path, $"There is no key file {path}: create it with 'connito wallet create', or name another wallet.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WalletException(path, $"{path} cannot be read: {exception.Message}");
        }
    }

    private WalletDamagedException Damaged(string what) => new(path, $"{path} {what}.");
}
