using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Miner;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;
using Connito.Neuron.Tests.Support;
using Connito.Neuron.Validator;
using Microsoft.Extensions.DependencyInjection;

namespace Connito.Neuron.Tests;

/// <summary>Miners and validators with all their parts, over axons on loopback, on a chain in memory.</summary>
[Trait("Speed", "Slow")]
public sealed class NodeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly NetworkProfile _profile = TestProfile.Tiny;
    private readonly Keypair[] _keys = [.. Enumerable.Range(0, 5).Select(index => Keypair.FromUri($"//node/{index}"))];
    private readonly List<TestNeuron> _neurons = [];
    private readonly FakeChain _chain;
    private readonly CycleSchedule _schedule;

    public NodeTests()
    {
        _schedule = _profile.ToSchedule();
        TinyTask.Write(_folder.Sub("task"));
        _chain = new FakeChain(
            new Netuid(102),
            _keys.Select((key, uid) => FakeChain.Neuron((ushort)uid, key.Hotkey, uid < 2 ? 5000 : 0)));
        _chain.ProduceTo(new Cycle(1, _schedule).Start(CyclePhase.Distribute) - 6);
    }

    [Fact]
    public async Task Two_validators_and_three_miners_play_two_cycles()
    {
        var validators = new[] { await StartAsync(0), await StartAsync(1) };
        await Eventually.TrueAsync(() => Axons() == 2, produce: _chain);
        var miners = new[] { await StartAsync(2, steps: 12), await StartAsync(3, steps: 3), await StartAsync(4, configure: UseLazy) };

        await PlayToAsync(new Cycle(3, _schedule).Start(CyclePhase.Train));

        foreach (var validator in validators)
        {
            var rounds = validator.Get<NeuronStatus>().Report().Rounds;
            Assert.Equal([1u, 2u], rounds.Select(round => round.Cycle));
            foreach (var round in rounds)
            {
                Assert.All(round.Miners.Where(miner => miner.Uid != 4), miner => Assert.Equal("evaluated", miner.Outcome));
                var lazy = round.Miners.Single(miner => miner.Uid == 4);
                Assert.StartsWith("unchanged", lazy.Reason);
                Assert.True(round.Miners.Single(miner => miner.Uid == 2).Score > round.Miners.Single(miner => miner.Uid == 3).Score);
                Assert.NotNull(round.WeightsBlock);
            }

            Assert.True(rounds[1].BaselineLoss < rounds[0].BaselineLoss);
        }

        // Both made the same model, and the miners took it.
        var next = validators.Select(validator => validator.Get<NeuronStatus>().Report().Rounds[0].NextBaseline).Distinct();
        Assert.Single(next);
        Assert.All(miners, miner => Assert.NotEqual(0u, miner.Get<NeuronStatus>().Baseline!.Version));
        Assert.All(_chain.WeightsSet, set => Assert.DoesNotContain(set.Weights.Shares, share => share.Uid.Value is 0 or 1 or 4));
        Assert.Equal(4, _chain.WeightsSet.Count);

        // Two commitments a miner and cycle, three a validator: none twice.
        foreach (uint cycle in (uint[])[1, 2])
            Assert.Equal((3 * 2) + (2 * 3), _chain.Committed.Count(made => _schedule.CycleAt(made.Block).Index == cycle));
    }

    public async ValueTask InitializeAsync() => await Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var neuron in _neurons)
            await neuron.DisposeAsync();
        _folder.Dispose();
    }

    private static void UseLazy(IServiceCollection services) => services.AddSingleton<IShardProducer, BaselineCopier>();

    private async Task<TestNeuron> StartAsync(int index, int steps = 0, Action<IServiceCollection>? configure = null)
    {
        var role = index < 2 ? NeuronRole.Validator : NeuronRole.Miner;
        var neuron = new TestNeuron(_folder.Path, role, _keys[index], _chain, _profile, steps);
        _neurons.Add(neuron);
        await neuron.StartAsync(configure);
        return neuron;
    }

    private int Axons() => _chain.GetMetagraphAsync(_chain.Netuid).Result.Neurons.Count(neuron => neuron.Axon is not null);

    // Blocks come quickly, but not before the neurons have done what the block would end: the test's speed is the machine's.
    private async Task PlayToAsync(BlockNumber block)
    {
        while (_chain.Head.Number < block)
        {
            var next = _schedule.At(_chain.Head.Number + 1);
            if (next.Cycle.Index > 0 && EndsBefore(next) is { } stages)
                await Eventually.TrueAsync(() => stages.All(stage => AllHave(next.Cycle.Index, stage)), seconds: 30);
            _chain.Produce();
            await Task.Delay(30);
        }
    }

    private string[]? EndsBefore(PhaseMoment next) => next switch
    {
        { Phase: CyclePhase.Train } when next.BlocksRemaining < _profile.Training.MarginBlocks => [MinerStage.Shard, ValidatorStage.Baseline],
        { Phase: CyclePhase.MinerCommit2, BlocksInto: 0 } => [MinerStage.Upload, ValidatorStage.CommitHeld],
        { Phase: CyclePhase.Merge, BlocksInto: 0 } => [ValidatorStage.Scores],
        { Phase: CyclePhase.ValidatorCommit1, BlocksInto: 0 } => [ValidatorStage.Merge, ValidatorStage.Weights],
        { Phase: CyclePhase.ValidatorCommit2, BlocksInto: 0 } => [ValidatorStage.Publish],
        _ => null,
    };

    private bool AllHave(uint cycle, string stage) => _neurons
        .Where(neuron => stage.StartsWith(neuron.Role.ToString(), StringComparison.OrdinalIgnoreCase))
        .All(neuron => neuron.Has(cycle, stage));

    private sealed class BaselineCopier(FileVault vault) : IShardProducer
    {
        public Task<ProducedShard?> ProduceAsync(ShardRequest request, CancellationToken cancellation)
        {
            File.Copy(vault.PathOf(request.Baseline.ExpertsFile), request.OutputPath);
            return Task.FromResult<ProducedShard?>(new ProducedShard(0, null, null, "copied"));
        }
    }
}
