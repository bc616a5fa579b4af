using System.CommandLine;

namespace Connito.Neuron.Commands;

/// <summary><c>connito wallet</c>: keys in btcli's files.</summary>
internal sealed class WalletCommand : Command
{
    public WalletCommand(CommandServices services)
        : base("wallet", "Make and show keys, in the same files as btcli.")
    {
        Add(new WalletCreateCommand(services));
        Add(new WalletListCommand(services));
        Add(new WalletShowCommand(services));
    }
}
