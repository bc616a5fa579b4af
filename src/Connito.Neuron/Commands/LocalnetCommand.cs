using System.CommandLine;
using Connito.Localnet;

namespace Connito.Neuron.Commands;

/// <summary><c>connito localnet</c>: a development chain on this machine, until it is told to stop.</summary>
internal sealed class LocalnetCommand : ConnitoCommand
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "Port on the loopback address; 0 takes a free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 9944,
    };

    private readonly Option<TimeSpan> _blockTime = new("--block-time")
    {
        Description = "Time between blocks, such as 250ms or 12s. [default: 1s]",
        HelpName = "TIME",
        CustomParser = Durations.Parse,
    };

    private readonly Option<string?> _genesis = new("--genesis")
    {
        Description = "What the chain begins with, a JSON file. [default: development accounts and subnet 1]",
        HelpName = "FILE",
    };

    private readonly Option<int> _history = new("--history")
    {
        Description = "Blocks whose state is kept; reads before them fail as on a node that is no archive.",
        HelpName = "BLOCKS",
        DefaultValueFactory = _ => 256,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Keep the chain's extrinsics here, and go on from them. [default: in memory alone]",
        HelpName = "FOLDER",
    };

    public LocalnetCommand(CommandServices services)
        : base("localnet", "Run a development chain on this machine: Subtensor's calls, storage, events and epochs in one process.", services)
    {
        Add(_port);
        Add(_blockTime);
        Add(_genesis);
        Add(_history);
        Add(_data);
        AddJson();
        Examples =
        [
            "connito localnet",
            "connito localnet --block-time 250ms --port 9944 --genesis genesis.json --history 256",
            "connito metagraph --subtensor.network local --netuid 1",
        ];
    }

    /// <inheritdoc/>
    protected override bool IsService => true;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        await using var node = new LocalnetNode(NodeOptions(call.Flags), call.Loggers, call.Services.Time);
        await node.StartAsync(cancellation);
        if (call.WantsJson)
            call.Terminal.WriteJson(new LocalnetAnswer(node.Endpoint!.ToString(), node.GenesisHash.ToString()), CommandJson.Default.LocalnetAnswer);
        else
            call.Terminal.WriteLine($"Localnet at {node.Endpoint}, genesis {node.GenesisHash}. Ctrl-C ends it.");

        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return ExitCode.Ok;
    }

    private LocalnetOptions NodeOptions(ParseResult flags)
    {
        var options = new LocalnetOptions
        {
            Port = flags.GetValue(_port),
            HistoryBlocks = flags.GetValue(_history),
            DataFolder = flags.GetValue(_data),
        };
        if (flags.GetResult(_blockTime) is not null)
            options = options with { BlockTime = flags.GetValue(_blockTime) };
        return flags.GetValue(_genesis) is { } genesis ? options with { Genesis = Genesis.Load(genesis) } : options;
    }
}

/// <summary>The answer of <c>connito localnet --json</c>, printed once clients can connect.</summary>
internal sealed record LocalnetAnswer(string Endpoint, string GenesisHash);
