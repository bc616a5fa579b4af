using System.CommandLine;
using Connito.Chain.Wallets;

namespace Connito.Neuron.Commands;

/// <summary>The flags that name a wallet, as everywhere in the ecosystem.</summary>
internal sealed class WalletFlags
{
    private readonly Option<string> _path = new("--wallet.path")
    {
        Description = "Folder of all wallets, shared with btcli.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "~/.bittensor/wallets",
    };

    private readonly Option<string> _name = new("--wallet.name")
    {
        Description = "The wallet: a coldkey and its hotkeys.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<string> _hotkey = new("--wallet.hotkey")
    {
        Description = "The hotkey in it.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "default",
    };

    /// <summary>Adds the three flags to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        AddPathTo(command);
        command.Add(_name);
        command.Add(_hotkey);
    }

    /// <summary>Adds the folder's flag alone.</summary>
    public void AddPathTo(Command command) => command.Add(_path);

    /// <summary>The folder of all wallets.</summary>
    public string Path(ParseResult flags) => flags.GetRequiredValue(_path);

    /// <summary>The wallet; its files may not exist.</summary>
    public Wallet Wallet(ParseResult flags) =>
        new(Path(flags), flags.GetRequiredValue(_name), flags.GetRequiredValue(_hotkey));
}
