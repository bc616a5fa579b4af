using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Localnet;

namespace Connito.Neuron.Demo;

/// <summary>The demo's chain, in this process: its blocks come when the demo says so, first slowly, then at the pace of the cycle.</summary>
internal sealed class DemoChain : IAsyncDisposable
{
    private const decimal ValidatorStake = 1_000m;
    private const decimal Pocket = 100m;

    private readonly LocalnetNode _node;
    private readonly CancellationTokenSource _stop = new();
    private long _blockTicks;
    private Task _production = Task.CompletedTask;

    private DemoChain(LocalnetNode node, TimeSpan blockTime)
    {
        _node = node;
        _blockTicks = blockTime.Ticks;
    }

    /// <summary>Where clients connect.</summary>
    public Uri Endpoint => _node.Endpoint!;

    /// <summary>Starts the chain with everyone's balance, the owner's subnet, and the validators registered and staked.</summary>
    public static async Task<DemoChain> StartAsync(DemoCast cast, ushort netuid, TimeSpan blockTime, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var options = new LocalnetOptions { Genesis = GenesisOf(cast, netuid), Port = 0, BlockTime = TimeSpan.Zero, HistoryBlocks = 100_000 };
        var chain = new DemoChain(new LocalnetNode(options, loggers, TimeProvider.System), blockTime);
        await chain._node.StartAsync(cancellation);
        chain._production = Task.Run(chain.ProduceAsync, CancellationToken.None);
        return chain;
    }

    /// <summary>Changes the pace, from the next block on.</summary>
    public void Pace(TimeSpan blockTime) => Interlocked.Exchange(ref _blockTicks, blockTime.Ticks);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _production;
        await _node.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ProduceAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromTicks(Interlocked.Read(ref _blockTicks)), _stop.Token);
                _node.ProduceBlock();
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private static Genesis GenesisOf(DemoCast cast, ushort netuid) => new()
    {
        // Advertising an axon takes a fee from the hotkey; registration takes its price from the coldkey.
        Accounts = [.. cast.Everyone.SelectMany(actor => new[] { actor.Coldkey.Account, actor.Hotkey.Account }).Select(account => new GenesisAccount(account, Pocket))],
        Subnets =
        [
            new GenesisSubnet(new Netuid(netuid), cast.Owner.Coldkey, cast.Owner.Hotkey)
            {
                Hyperparameters = GenesisSubnet.Relaxed.SetItem("Tempo", JsonSerializer.SerializeToElement(DemoPlan.Tempo)),
                Neurons = [new GenesisNeuron(cast.Owner.Hotkey, cast.Owner.Coldkey, 0), .. cast.Validators.Select(Validator)],
            },
        ],
    };

    private static GenesisNeuron Validator(DemoActor actor) => new(actor.Hotkey, actor.Coldkey, ValidatorStake) { ValidatorPermit = true };
}
