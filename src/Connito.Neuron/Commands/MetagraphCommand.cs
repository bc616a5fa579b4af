using Connito.Chain.Subtensor;
using Spectre.Console;

namespace Connito.Neuron.Commands;

/// <summary><c>connito metagraph</c>: who is on the subnet, and what the chain pays them.</summary>
internal sealed class MetagraphCommand : ConnitoCommand
{
    private readonly ChainFlags _chain = new();

    public MetagraphCommand(CommandServices services)
        : base("metagraph", "Show the subnet's neurons: stake, trust, incentive, dividends, emission, axons.", services)
    {
        _chain.AddTo(this);
        AddJson();
        Examples =
        [
            "connito metagraph",
            "connito metagraph --netuid 1 --subtensor.network local",
            "connito metagraph --json | jq '.neurons[] | select(.incentive > 0) | .hotkey'",
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var chain = _chain.Choose(call);
        await using var subtensor = await call.Services.Connect(chain.Endpoint, call.Loggers, cancellation);
        var metagraph = await subtensor.GetMetagraphAsync(chain.Netuid, cancellation: cancellation);
        if (call.WantsJson)
            call.Terminal.WriteJson(MetagraphAnswer.Of(metagraph), CommandJson.Default.MetagraphAnswer);
        else
            Print(call.Terminal.Console, metagraph);
        return ExitCode.Ok;
    }

    private static void Print(IAnsiConsole console, Metagraph metagraph)
    {
        console.Write(TableOf(metagraph.Neurons));
        console.WriteLine($"Subnet {metagraph.Netuid}, block {metagraph.Block}: {metagraph.Neurons.Length} neurons.");
    }

    private static Table TableOf(IEnumerable<NeuronInfo> neurons)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in new[] { "uid", "stake", "vtrust", "consensus", "incentive", "dividends", "emission", "updated" })
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        foreach (var name in new[] { "role", "axon", "hotkey" })
            table.AddColumn(new TableColumn(name).NoWrap());

        foreach (var neuron in neurons)
        {
            table.AddRow(
                $"{neuron.Uid}", $"{neuron.Stake.InTao:0.####}", Share(neuron.ValidatorTrust), Share(neuron.Consensus), Share(neuron.Incentive),
                Share(neuron.Dividends), $"{neuron.Emission.InTao:0.####}", $"{neuron.LastUpdate}",
                neuron.ValidatorPermit ? "validator" : "miner", neuron.Axon?.EndPoint.ToString() ?? "", $"{neuron.Hotkey}");
        }

        return table;
    }

    private static string Share(double share) => share == 0 ? "" : share.ToString("0.0000");
}
