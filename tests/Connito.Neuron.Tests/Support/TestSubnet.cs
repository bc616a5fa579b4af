using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Miner;
using Connito.Neuron.Profiles;
using Connito.Neuron.Validator;
using Microsoft.Extensions.DependencyInjection;

namespace Connito.Neuron.Tests.Support;

/// <summary>Two validators (keys 0 and 1) and miners (from key 2 on) with a tiny task, on a chain whose blocks the test makes.</summary>
internal sealed class TestSubnet : IAsyncDisposable
{
    public const int ValidatorCount = 2;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<int, TestNeuron> _neurons = [];
    private readonly Func<BlockNumber> _head;
    private readonly Action _produce;
    private readonly Func<Task<ISubtensor>> _connect;

    public TestSubnet(Func<BlockNumber> head, Action produce, Func<Task<ISubtensor>> connect)
    {
        (_head, _produce, _connect) = (head, produce, connect);
        Schedule = Profile.ToSchedule();
        TinyTask.Write(_folder.Sub("task"));
    }

    public static Keypair[] Keys { get; } = [.. Enumerable.Range(0, 5).Select(index => Keypair.FromUri($"//node/{index}"))];

    public NetworkProfile Profile { get; } = TestProfile.Tiny;

    public CycleSchedule Schedule { get; }

    public IEnumerable<TestNeuron> Validators => _neurons.Where(pair => pair.Key < ValidatorCount).Select(pair => pair.Value);

    public IEnumerable<TestNeuron> Miners => _neurons.Where(pair => pair.Key >= ValidatorCount).Select(pair => pair.Value);

    public TestNeuron this[int index] => _neurons[index];

    public async Task<TestNeuron> StartAsync(int index, int steps = 0, Action<IServiceCollection>? configure = null)
    {
        var role = index < ValidatorCount ? NeuronRole.Validator : NeuronRole.Miner;
        var neuron = new TestNeuron(_folder.Path, role, Keys[index], await _connect(), Profile, steps);
        _neurons[index] = neuron;
        await neuron.StartAsync(configure);
        return neuron;
    }

    /// <summary>Starts both validators and waits until the chain knows their axons.</summary>
    public async Task StartValidatorsAsync()
    {
        for (int index = 0; index < ValidatorCount; index++)
            await StartAsync(index);
        await using var chain = await _connect();
        for (int tries = 0; tries < 200; tries++)
        {
            var metagraph = await chain.GetMetagraphAsync(new Netuid(Profile.Netuid));
            if (metagraph.Neurons.Count(neuron => neuron.Axon is not null) == ValidatorCount)
                return;
            _produce();
            await Task.Delay(100);
        }

        Assert.Fail("The axons were not advertised.");
    }

    /// <summary>Blocks come quickly, but not before the neurons have done what the block would end: the test's speed is the machine's.</summary>
    public async Task PlayToAsync(BlockNumber block)
    {
        while (_head() < block)
        {
            var next = Schedule.At(_head() + 1);
            if (next.Cycle.Index > 0 && EndsBefore(next) is { } stages)
                await Eventually.TrueAsync(() => stages.All(stage => AllHave(next.Cycle.Index, stage)), seconds: 30);
            _produce();
            await Task.Delay(30);
        }
    }

    public Task PlayToAsync(uint cycle, CyclePhase phase) => PlayToAsync(new Cycle(cycle, Schedule).Start(phase));

    public async ValueTask DisposeAsync()
    {
        foreach (var neuron in _neurons.Values)
            await neuron.DisposeAsync();
        _folder.Dispose();
    }

    private string[]? EndsBefore(PhaseMoment next) => next switch
    {
        { Phase: CyclePhase.Train } when next.BlocksRemaining < Profile.Training.MarginBlocks => [MinerStage.Shard, ValidatorStage.Baseline],
        { Phase: CyclePhase.MinerCommit2, BlocksInto: 0 } => [MinerStage.Upload, ValidatorStage.CommitHeld],
        { Phase: CyclePhase.Submission, BlocksInto: 0 } => [MinerStage.Commit2],
        { Phase: CyclePhase.Merge, BlocksInto: 0 } => [ValidatorStage.Scores],
        { Phase: CyclePhase.ValidatorCommit1, BlocksInto: 0 } => [ValidatorStage.Merge, ValidatorStage.Weights],
        { Phase: CyclePhase.ValidatorCommit2, BlocksInto: 0 } => [ValidatorStage.Publish],
        _ => null,
    };

    private bool AllHave(uint cycle, string stage) => _neurons.Values
        .Where(neuron => neuron.IsRunning && stage.StartsWith(neuron.Role.ToString(), StringComparison.OrdinalIgnoreCase))
        .All(neuron => neuron.Has(cycle, stage));
}
