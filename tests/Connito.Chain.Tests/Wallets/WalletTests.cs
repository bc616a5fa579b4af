using System.Runtime.Versioning;
using System.Text.Json;
using Connito.Chain.Crypto;
using Connito.Chain.Tests.Crypto;
using Connito.Chain.Wallets;

namespace Connito.Chain.Tests.Wallets;

public sealed class WalletTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly ColdkeyProtection Unencrypted = new ColdkeyProtection.Unencrypted();

    private readonly string _folder = Directory.CreateTempSubdirectory("connito-wallets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_plain_key_file_of_the_reference_is_loaded()
    {
        foreach (var row in CryptoVectors.Rows("wallet.json", "plain_files"))
        {
            var expected = row.GetProperty("expected");
            bool canSign = !expected.TryGetProperty("can_sign", out _);
            var file = new KeyFile(Path.Combine(_folder, "key"));
            File.WriteAllText(file.Path, row.Text("content_utf8"));

            Assert.Equal(expected.Text("ss58"), file.ReadAccount().ToString());
            if (!canSign)
            {
                Assert.Throws<WalletDamagedException>(file.ReadKeypair);
                continue;
            }

            using var keypair = file.ReadKeypair();
            Assert.Equal(expected.Bytes("public_key"), keypair.Account.ToArray());
        }
    }

    [Fact]
    public void An_encrypted_key_file_is_named_as_such_and_its_public_file_read_instead()
    {
        var wallet = new Wallet(_folder, "default", "default");
        wallet.AddColdkey(SecretUri.DevelopmentPhrase, Unencrypted);
        foreach (var row in CryptoVectors.Rows("wallet.json", "encrypted_files"))
        {
            File.WriteAllBytes(ColdkeyFile(wallet), row.Bytes("file_hex"));
            var exception = Assert.Throws<WalletEncryptedException>(wallet.LoadColdkey);
            Assert.Equal(KeyFileEncryption.NaCl, exception.Encryption);
            Assert.Equal("5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV", wallet.LoadColdkeyPublic().ToString());
        }

        File.WriteAllText(ColdkeyFile(wallet), "$ANSIBLE_VAULT;1.1;AES256\n");
        Assert.Equal(KeyFileEncryption.AnsibleVault, Assert.Throws<WalletEncryptedException>(wallet.LoadColdkey).Encryption);
        File.WriteAllText(ColdkeyFile(wallet), "gAAAAABl");
        Assert.Equal(KeyFileEncryption.Fernet, Assert.Throws<WalletEncryptedException>(wallet.LoadColdkey).Encryption);
    }

    [Fact]
    public void A_written_key_file_says_what_the_references_says()
    {
        var wallet = new Wallet(_folder, "default", "default");
        wallet.AddHotkey(SecretUri.DevelopmentPhrase);
        var row = CryptoVectors.Rows("wallet.json", "plain_files").First();
        Assert.Equal(Fields(row.Text("content_utf8")), Fields(File.ReadAllText(HotkeyFile(wallet))));
    }

    [Fact]
    public void A_new_wallet_comes_back_from_its_files_and_from_its_phrases()
    {
        var made = Wallet.Create(_folder, "miner", "hot", Unencrypted);
        var wallet = new Wallet(_folder, "miner", "hot");
        using var hotkey = wallet.LoadHotkey();
        using var coldkey = wallet.LoadColdkey();
        using var hotkeyOfPhrase = Keypair.FromMnemonic(made.HotkeyPhrase);
        using var coldkeyOfPhrase = Keypair.FromMnemonic(made.ColdkeyPhrase);

        Assert.Equal(hotkeyOfPhrase.Hotkey, hotkey.Hotkey);
        Assert.Equal(coldkeyOfPhrase.Coldkey, coldkey.Coldkey);
        Assert.Equal(hotkey.Hotkey, wallet.LoadHotkeyPublic());
        Assert.Equal(coldkey.Coldkey, wallet.LoadColdkeyPublic());
        Assert.NotEqual(hotkey.Account, coldkey.Account);
    }

    [Fact]
    public void A_key_without_a_phrase_is_kept_too()
    {
        var wallet = new Wallet(_folder, "alice", "default");
        using var alice = Keypair.FromUri("//Alice/soft");
        wallet.AddHotkey(alice);
        using var loaded = wallet.LoadHotkey();
        Assert.Equal(alice.Account, loaded.Account);
        Assert.True(Keypair.Verify(alice.Account, "Connito"u8, loaded.Sign("Connito"u8)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Key_files_and_folders_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are Unix's.");
        string path = Path.Combine(_folder, "deep", "wallets");
        var wallet = Wallet.Create(path, "miner", "hot", Unencrypted).Wallet;
        foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(file));
        foreach (string folder in new[] { path, Path.GetDirectoryName(ColdkeyFile(wallet))!, Path.GetDirectoryName(HotkeyFile(wallet))! })
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void Nothing_is_ever_overwritten_and_nothing_is_left_behind()
    {
        var wallet = Wallet.Create(_folder, "miner", "hot", Unencrypted).Wallet;
        var before = Snapshot();

        Assert.Throws<WalletExistsException>(() => Wallet.Create(_folder, "miner", "hot", Unencrypted));
        Assert.Throws<WalletExistsException>(() => Wallet.Create(_folder, "miner", "another", Unencrypted));
        Assert.Throws<WalletExistsException>(() => wallet.AddHotkey(Mnemonic.Generate()));
        Assert.Throws<WalletExistsException>(() => wallet.AddColdkey(Mnemonic.Generate(), Unencrypted));
        Assert.Throws<WalletExistsException>(() => PrivateFile.WriteNew(HotkeyFile(wallet), "{}"u8));
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void A_coldkey_is_never_written_in_the_clear_unless_told_so()
    {
        Assert.Throws<ArgumentNullException>(() => new Wallet(_folder, "miner", "hot").AddColdkey(Mnemonic.Generate(), null!));
        Assert.Empty(Snapshot());
    }

    [Fact]
    public void A_missing_key_names_its_file()
    {
        var wallet = new Wallet(_folder, "nobody", "hot");
        Assert.EndsWith("nobody/hotkeys/hot", Assert.Throws<WalletMissingException>(wallet.LoadHotkey).Path, StringComparison.Ordinal);
        Assert.Throws<WalletMissingException>(wallet.LoadColdkey);
        Assert.Throws<WalletMissingException>(() => wallet.LoadColdkeyPublic());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../miner")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("hotpub.txt")]
    [InlineData("a\0b")]
    public void A_name_that_could_leave_the_folder_is_refused(string name)
    {
        Assert.Throws<WalletException>(() => new Wallet(_folder, name, "default"));
        Assert.Throws<WalletException>(() => new Wallet(_folder, "default", name));
    }

    [Fact]
    public void Wallets_are_listed_by_name_with_what_can_be_read()
    {
        var first = Wallet.Create(_folder, "b", "two", Unencrypted).Wallet;
        var second = new Wallet(_folder, "b", "one");
        second.AddHotkey(Mnemonic.Generate());
        var third = new Wallet(_folder, "a", "broken");
        third.AddHotkey(Mnemonic.Generate());
        File.WriteAllText(HotkeyFile(third), "no JSON");
        File.WriteAllText(HotkeyFile(third) + "pub.txt", "no JSON");

        var listed = Wallet.List(_folder);
        Assert.Equal(["a", "b"], listed.Select(wallet => wallet.Name));
        Assert.Null(listed[0].Coldkey);
        Assert.Equal(new HotkeyListing("broken", null), Assert.Single(listed[0].Hotkeys));
        Assert.Equal(first.LoadColdkeyPublic(), listed[1].Coldkey);
        Assert.Equal(
            [new HotkeyListing("one", second.LoadHotkeyPublic()), new HotkeyListing("two", first.LoadHotkeyPublic())], listed[1].Hotkeys);
        Assert.Empty(Wallet.List(Path.Combine(_folder, "nowhere")));
    }

    private static string ColdkeyFile(Wallet wallet) => Path.Combine(wallet.Path, wallet.Name, "coldkey");

    private static string HotkeyFile(Wallet wallet) => Path.Combine(wallet.Path, wallet.Name, "hotkeys", wallet.HotkeyName);

    private static Dictionary<string, string?> Fields(string json) =>
        JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString());

    private Dictionary<string, string> Snapshot() =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);
}
