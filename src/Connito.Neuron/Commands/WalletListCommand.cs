using Connito.Chain.Wallets;
using Spectre.Console;

namespace Connito.Neuron.Commands;

/// <summary><c>connito wallet list</c>: every wallet and hotkey of the folder.</summary>
internal sealed class WalletListCommand : ConnitoCommand
{
    private readonly WalletFlags _wallet = new();

    public WalletListCommand(CommandServices services)
        : base("list", "Show every wallet of the folder with its hotkeys.", services)
    {
        _wallet.AddPathTo(this);
        AddJson();
        Examples = ["connito wallet list", "connito wallet list --json"];
    }

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var path = _wallet.Path(call.Flags);
        var wallets = Wallet.List(path);
        if (call.WantsJson)
            call.Terminal.WriteJson([.. wallets.Select(WalletAnswer.Of)], CommandJson.Default.WalletAnswerArray);
        else if (wallets.Count == 0)
            call.Terminal.WriteLine($"No wallet in {path}; 'connito wallet create' makes one.");
        else
            call.Terminal.Console.Write(TreeOf(path, wallets));
        return Task.FromResult(ExitCode.Ok);
    }

    private static Tree TreeOf(string path, IEnumerable<WalletListing> wallets)
    {
        var tree = new Tree(Markup.Escape(path));
        foreach (var wallet in wallets)
        {
            var node = tree.AddNode(Markup.Escape($"{wallet.Name}  {wallet.Coldkey?.ToString() ?? "coldkey not readable"}"));
            foreach (var hotkey in wallet.Hotkeys)
                node.AddNode(Markup.Escape($"{hotkey.Name}  {hotkey.Hotkey?.ToString() ?? "not readable"}"));
        }

        return tree;
    }
}
