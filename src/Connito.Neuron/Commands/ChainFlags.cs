using System.CommandLine;

namespace Connito.Neuron.Commands;

/// <summary>The flags that name a chain and a subnet on it, as everywhere in the ecosystem.</summary>
internal sealed class ChainFlags
{
    private readonly Option<ushort?> _netuid = new("--netuid")
    {
        Description = "The subnet. [default: the network's own, 102]",
        HelpName = "NUMBER",
    };

    private readonly Option<string> _network = new("--subtensor.network")
    {
        Description = "The network: finney, test, local, archive, latent-lite, or a profile's .json file.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "finney",
    };

    private readonly Option<string?> _endpoint = new("--subtensor.chain_endpoint")
    {
        Description = "A node in place of the network's own: ws://HOST:PORT or wss://HOST:PORT.",
        HelpName = "URL",
    };

    /// <summary>Adds the flags to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        command.Add(_netuid);
        command.Add(_network);
        command.Add(_endpoint);
    }

    /// <summary>What the flags name.</summary>
    /// <exception cref="NeuronException">They name no chain.</exception>
    public ChainChoice Choose(CommandCall call) => ChainChoice.Of(
        call.Flags.GetRequiredValue(_network), call.Flags.GetValue(_endpoint), call.Flags.GetValue(_netuid), call.Services.Variable);
}
