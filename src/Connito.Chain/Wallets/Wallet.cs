using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using IOPath = System.IO.Path;

namespace Connito.Chain.Wallets;

/// <summary>A coldkey and one hotkey in btcli's folders: <c>PATH/NAME/{coldkey,coldkeypub.txt,hotkeys/HOTKEY}</c>.</summary>
public sealed class Wallet
{
    internal const string HotkeysFolder = "hotkeys";
    internal const string PublicSuffix = "pub.txt";
    private const string ColdkeyFileName = "coldkey";

    private readonly KeyFile _coldkeyFile;
    private readonly KeyFile _coldkeyPublicFile;
    private readonly KeyFile _hotkeyFile;
    private readonly KeyFile _hotkeyPublicFile;

    /// <param name="path">The folder of all wallets; a leading <c>~</c> is the user's home.</param>
    /// <param name="name">The wallet's folder in it.</param>
    /// <param name="hotkeyName">The hotkey's file in that.</param>
    /// <exception cref="WalletException">A name is not a plain file name.</exception>
    public Wallet(string path, string name, string hotkeyName)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = IOPath.GetFullPath(ExpandHome(path));
        Name = CheckName(name);
        HotkeyName = CheckName(hotkeyName);

        string folder = IOPath.Combine(Path, Name);
        _coldkeyFile = new KeyFile(IOPath.Combine(folder, ColdkeyFileName));
        _coldkeyPublicFile = new KeyFile(_coldkeyFile.Path + PublicSuffix);
        _hotkeyFile = new KeyFile(IOPath.Combine(folder, HotkeysFolder, HotkeyName));
        _hotkeyPublicFile = new KeyFile(_hotkeyFile.Path + PublicSuffix);
    }

    /// <summary>Where btcli keeps wallets: <c>~/.bittensor/wallets</c>.</summary>
    public static string DefaultPath => ExpandHome("~/.bittensor/wallets");

    /// <summary>The folder of all wallets.</summary>
    public string Path { get; }

    /// <summary>The wallet's name.</summary>
    public string Name { get; }

    /// <summary>The hotkey's name.</summary>
    public string HotkeyName { get; }

    /// <summary>Makes a coldkey and a hotkey of fresh phrases, and writes them.</summary>
    /// <param name="path">The folder of all wallets.</param>
    /// <param name="name">The wallet's folder in it.</param>
    /// <param name="hotkeyName">The hotkey's file in that.</param>
    /// <param name="protection">How the coldkey's secret is kept.</param>
    /// <exception cref="WalletExistsException">A file is there already; nothing was written.</exception>
    public static NewWallet Create(string path, string name, string hotkeyName, ColdkeyProtection protection)
    {
        var wallet = new Wallet(path, name, hotkeyName);
        ThrowIfAnyExists(wallet._coldkeyFile, wallet._coldkeyPublicFile, wallet._hotkeyFile, wallet._hotkeyPublicFile);
        string coldkeyPhrase = Mnemonic.Generate();
        string hotkeyPhrase = Mnemonic.Generate();
        wallet.AddColdkey(coldkeyPhrase, protection);
        wallet.AddHotkey(hotkeyPhrase);
        return new NewWallet(wallet, coldkeyPhrase, hotkeyPhrase);
    }

    /// <summary>The wallets of a folder and their hotkeys, by name; none if there is no such folder.</summary>
    public static IReadOnlyList<WalletListing> List(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return WalletListing.OfFolder(new DirectoryInfo(ExpandHome(path)));
    }

    /// <summary>The hotkey with its secret; the caller disposes it.</summary>
    /// <exception cref="WalletException">The file is missing, encrypted, damaged or not readable.</exception>
    public Keypair LoadHotkey() => _hotkeyFile.ReadKeypair();

    /// <summary>The hotkey's address.</summary>
    /// <exception cref="WalletException">The files are missing, encrypted, damaged or not readable.</exception>
    public Hotkey LoadHotkeyPublic() => new(ReadAccount(_hotkeyPublicFile, _hotkeyFile));

    /// <summary>The coldkey with its secret; the caller disposes it.</summary>
    /// <exception cref="WalletEncryptedException">The file is encrypted, as btcli writes it unless told otherwise.</exception>
    /// <exception cref="WalletException">The file is missing, damaged or not readable.</exception>
    public Keypair LoadColdkey() => _coldkeyFile.ReadKeypair();

    /// <summary>The coldkey's address.</summary>
    /// <exception cref="WalletException">The files are missing, encrypted, damaged or not readable.</exception>
    public Coldkey LoadColdkeyPublic() => new(ReadAccount(_coldkeyPublicFile, _coldkeyFile));

    /// <summary>Writes the hotkey of a phrase.</summary>
    /// <exception cref="KeyFormatException">The phrase is not valid.</exception>
    /// <exception cref="WalletExistsException">The hotkey is there already.</exception>
    public Hotkey AddHotkey(string phrase)
    {
        using var hotkey = Keypair.FromMnemonic(phrase);
        Write(_hotkeyFile, _hotkeyPublicFile, hotkey, phrase);
        return hotkey.Hotkey;
    }

    /// <summary>Writes a hotkey that has no phrase, such as <c>//Alice</c>.</summary>
    /// <exception cref="ArgumentException">The key is not sr25519.</exception>
    /// <exception cref="WalletExistsException">The hotkey is there already.</exception>
    public void AddHotkey(Keypair hotkey) => Write(_hotkeyFile, _hotkeyPublicFile, hotkey, phrase: null);

    /// <summary>Writes the coldkey of a phrase.</summary>
    /// <exception cref="KeyFormatException">The phrase is not valid.</exception>
    /// <exception cref="WalletExistsException">The coldkey is there already.</exception>
    public Coldkey AddColdkey(string phrase, ColdkeyProtection protection)
    {
        using var coldkey = Keypair.FromMnemonic(phrase);
        WriteColdkey(coldkey, phrase, protection);
        return coldkey.Coldkey;
    }

    /// <summary>Writes a coldkey that has no phrase, such as <c>//Alice</c>.</summary>
    /// <exception cref="ArgumentException">The key is not sr25519.</exception>
    /// <exception cref="WalletExistsException">The coldkey is there already.</exception>
    public void AddColdkey(Keypair coldkey, ColdkeyProtection protection) => WriteColdkey(coldkey, phrase: null, protection);

    /// <summary>The folder, the wallet and the hotkey by name.</summary>
    public override string ToString() => $"wallet {Name}, hotkey {HotkeyName}, in {Path}";

    private static string ExpandHome(string path) =>
        path is "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;

    private static string CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool isPlain = name.Length > 0 && name[0] != '.' && !name.EndsWith(PublicSuffix, StringComparison.Ordinal)
            && name.AsSpan().IndexOfAny(IOPath.GetInvalidFileNameChars()) < 0 && !name.Contains('\\', StringComparison.Ordinal);
        return isPlain
            ? name
            : throw new WalletException(
                name,
                $"'{name}' cannot name a wallet or hotkey: a file name is wanted, without slash, leading dot or '{PublicSuffix}' at its end.");
    }

    private static AccountId ReadAccount(KeyFile publicFile, KeyFile keyFile) =>
        (publicFile.Exists ? publicFile : keyFile).ReadAccount();

    private static void ThrowIfAnyExists(params ReadOnlySpan<KeyFile> files)
    {
        foreach (var file in files)
        {
            if (file.Exists)
                throw new WalletExistsException(file.Path);
        }
    }

    private static void Write(KeyFile keyFile, KeyFile publicFile, Keypair keypair, string? phrase)
    {
        ArgumentNullException.ThrowIfNull(keypair);
        if (keypair.Scheme != KeyScheme.Sr25519)
            throw new ArgumentException($"Wallets hold {KeyScheme.Sr25519} keys, a key of {keypair.Scheme} came.", nameof(keypair));

        ThrowIfAnyExists(keyFile, publicFile);
        keyFile.Write(KeyFileContent.Of(keypair, phrase));
        publicFile.Write(KeyFileContent.PublicOf(keypair.Account));
    }

    private void WriteColdkey(Keypair coldkey, string? phrase, ColdkeyProtection protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        if (protection is not ColdkeyProtection.Unencrypted)
            throw new ArgumentOutOfRangeException(nameof(protection), protection, "Coldkeys are written unencrypted only.");
        Write(_coldkeyFile, _coldkeyPublicFile, coldkey, phrase);
    }
}
