using System.CommandLine;
using Connito.Chain.Crypto;
using Connito.Chain.Wallets;

namespace Connito.Neuron.Commands;

/// <summary><c>connito wallet create</c>: a coldkey and a hotkey, or one more hotkey.</summary>
internal sealed class WalletCreateCommand : ConnitoCommand
{
    private readonly WalletFlags _wallet = new();

    private readonly Option<bool> _unencrypted = new("--no-use-password")
    {
        Description = "Write the coldkey in the clear: for networks whose currency is worth nothing.",
    };

    private readonly Option<bool> _hotkeyOnly = new("--hotkey-only")
    {
        Description = "Make the hotkey alone, beside a coldkey that exists or stays elsewhere.",
    };

    private readonly Option<string?> _uri = new("--uri")
    {
        Description = "Make no fresh keys, but those of a development account such as //Alice, which everybody can sign for.",
        HelpName = "URI",
    };

    public WalletCreateCommand(CommandServices services)
        : base("create", "Make a wallet: a coldkey that owns, and a hotkey that a neuron signs with. Never overwrites a key.", services)
    {
        _wallet.AddTo(this);
        Add(_unencrypted);
        Add(_hotkeyOnly);
        Add(_uri);
        AddJson();
        Examples =
        [
            "connito wallet create --wallet.name miner --wallet.hotkey first --no-use-password",
            "connito wallet create --wallet.name miner --wallet.hotkey second --hotkey-only",
            "connito wallet create --wallet.name alice --uri //Alice --no-use-password",
        ];
    }

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var hotkeyOnly = call.Flags.GetValue(_hotkeyOnly);
        if (!hotkeyOnly && !call.Flags.GetValue(_unencrypted))
        {
            throw new CommandException(
                "Connito writes coldkeys in the clear only, which --no-use-password confirms. For a coldkey that holds value: " +
                "'btcli wallet new-coldkey', then 'connito wallet create --hotkey-only'.", ExitCode.Usage);
        }

        var created = call.Flags.GetValue(_uri) is { } uri
            ? OfUri(_wallet.Wallet(call.Flags), uri, hotkeyOnly)
            : Fresh(_wallet.Wallet(call.Flags), hotkeyOnly);
        if (call.WantsJson)
            call.Terminal.WriteJson(created, CommandJson.Default.CreatedWallet);
        else
            Print(call.Terminal, created);
        return Task.FromResult(ExitCode.Ok);
    }

    private static CreatedWallet Fresh(Wallet wallet, bool hotkeyOnly)
    {
        if (hotkeyOnly)
        {
            var phrase = Mnemonic.Generate();
            wallet.AddHotkey(phrase);
            return CreatedWallet.Of(wallet) with { HotkeyPhrase = phrase };
        }

        var made = Wallet.Create(wallet.Path, wallet.Name, wallet.HotkeyName, new ColdkeyProtection.Unencrypted());
        return CreatedWallet.Of(wallet) with { ColdkeyPhrase = made.ColdkeyPhrase, HotkeyPhrase = made.HotkeyPhrase };
    }

    private static CreatedWallet OfUri(Wallet wallet, string uri, bool hotkeyOnly)
    {
        using var key = Keypair.FromUri(uri);
        if (!hotkeyOnly)
            wallet.AddColdkey(key, new ColdkeyProtection.Unencrypted());
        wallet.AddHotkey(key);
        return CreatedWallet.Of(wallet);
    }

    private static void Print(Terminal terminal, CreatedWallet created)
    {
        if (created.Coldkey is not null)
            terminal.WriteLine($"coldkey  {created.Coldkey}");
        terminal.WriteLine($"hotkey   {created.Hotkey}");
        terminal.WriteLine($"folder   {created.Folder}");
        if (created.ColdkeyPhrase is null && created.HotkeyPhrase is null)
            return;

        terminal.WriteLine("");
        terminal.WriteLine("These words restore the keys. Write them down, off this machine; they are not shown again:");
        if (created.ColdkeyPhrase is not null)
            terminal.WriteLine($"coldkey  {created.ColdkeyPhrase}");
        if (created.HotkeyPhrase is not null)
            terminal.WriteLine($"hotkey   {created.HotkeyPhrase}");
    }
}
