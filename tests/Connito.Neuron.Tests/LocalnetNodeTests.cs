using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Localnet;
using Connito.Neuron.Cycles;
using Connito.Neuron.Telemetry;
using Connito.Neuron.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Neuron.Tests;

/// <summary>The same neurons on Localnet's node: the chain's client, its extrinsics and its epochs take part.</summary>
[Trait("Speed", "Slow")]
public sealed class LocalnetNodeTests : IAsyncDisposable
{
    private readonly LocalnetNode _node;
    private readonly TestSubnet _subnet;

    public LocalnetNodeTests()
    {
        var netuid = new Netuid(TestProfile.Tiny.Netuid);
        var owner = TestSubnet.Keys[0];
        var genesis = new Genesis
        {
            Accounts = [.. TestSubnet.Keys.Select(key => new GenesisAccount(key.Account, 1000))],
            Subnets =
            [
                new GenesisSubnet(netuid, owner.Coldkey, owner.Hotkey)
                {
                    Hyperparameters = GenesisSubnet.Relaxed,
                    Neurons = [.. TestSubnet.Keys.Select((key, uid) =>
                        new GenesisNeuron(key.Hotkey, key.Coldkey, uid < TestSubnet.ValidatorCount ? 5000 : 0) { ValidatorPermit = uid < TestSubnet.ValidatorCount })],
                },
            ],
        };
        _node = new LocalnetNode(
            new LocalnetOptions { Genesis = genesis, Port = 0, BlockTime = TimeSpan.Zero }, NullLoggerFactory.Instance, TimeProvider.System);
        _subnet = new TestSubnet(() => _node.Best, () => _node.ProduceBlock(), ConnectAsync);
    }

    [Fact]
    public async Task Work_is_committed_evaluated_and_paid()
    {
        await _node.StartAsync(CancellationToken.None);
        while (_node.Best < new Cycle(1, _subnet.Schedule).Start(CyclePhase.Distribute) - 6)
            _node.ProduceBlock();
        await _subnet.StartValidatorsAsync();
        await _subnet.StartAsync(2, steps: 12);
        await _subnet.StartAsync(3, steps: 3);

        await _subnet.PlayToAsync(3, CyclePhase.Train);

        foreach (var validator in _subnet.Validators)
        {
            var rounds = validator.Get<NeuronStatus>().Report().Rounds;
            Assert.Equal([1u, 2u], rounds.Select(round => round.Cycle));
            Assert.All(rounds, round => Assert.NotNull(round.WeightsBlock));
            Assert.True(rounds[1].BaselineLoss < rounds[0].BaselineLoss);
        }

        Assert.Single(_subnet.Validators.Select(validator => validator.Get<NeuronStatus>().Report().Rounds[0].NextBaseline).Distinct());
        await using var client = await ConnectAsync();
        var metagraph = await client.GetMetagraphAsync(new Netuid(_subnet.Profile.Netuid));
        Assert.True(metagraph.Neurons[2].Incentive > metagraph.Neurons[3].Incentive);
        Assert.True(metagraph.Neurons[2].Emission > default(Tao));
        Assert.Equal(0, metagraph.Neurons[4].Incentive);
    }

    public async ValueTask DisposeAsync()
    {
        await _subnet.DisposeAsync();
        await _node.DisposeAsync();
    }

    private async Task<ISubtensor> ConnectAsync() => await SubtensorClient.ConnectAsync(_node.Endpoint!);
}
