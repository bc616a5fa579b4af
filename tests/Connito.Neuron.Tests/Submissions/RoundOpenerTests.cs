using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Submissions;
using Connito.Neuron.Tests.Support;
using Connito.Training.Checkpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Neuron.Tests.Submissions;

/// <summary>Who takes part in a round, by what the chain alone tells: uid 0 is a validator, 1 to 3 are miners.</summary>
public sealed class RoundOpenerTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ModelHash One = new(new string('1', 48));
    private static readonly ModelHash Two = new(new string('2', 48));
    private static readonly CommittedPlace Place = new("axon/0", "abcdef0");

    private readonly TemporaryFolder _folder = new();
    private readonly Keypair[] _keys = [.. Enumerable.Range(0, 4).Select(index => Keypair.FromUri($"//round/{index}"))];
    private readonly NetworkProfile _profile = TestProfile.Local;
    private readonly FakeChain _chain;
    private readonly PhaseClock _clock;
    private readonly Cycle _cycle;
    private TaskFiles _task = null!;
    private ShardLog _shards = null!;

    public RoundOpenerTests()
    {
        _chain = new FakeChain(new Netuid(102), _keys.Select((key, uid) => FakeChain.Neuron((ushort)uid, key.Hotkey, uid == 0 ? 5000 : 0)));
        _clock = new PhaseClock(_chain, _profile.ToSchedule(), TimeProvider.System, NullLogger<PhaseClock>.Instance);
        _cycle = new Cycle(1, _clock.Schedule);
    }

    [Fact]
    public async Task Miners_stand_in_the_order_of_their_commitments_and_validators_do_not_stand_there()
    {
        await SignAsync(2, One);
        await SignAsync(1, Two);
        await RevealAsync((2, One, Place), (1, Two, Place));

        var round = await OpenAsync();

        Assert.Equal([2, 1, 3], round.Candidates.Select(candidate => (int)candidate.Uid));
        Assert.Null(round.Candidates[0].Refusal);
        Assert.Null(round.Candidates[1].Refusal);
        Assert.Equal("nothing was committed", round.Candidates[2].Refusal);
        Assert.Equal(_cycle.Start(CyclePhase.Submission).Value, round.Block);
    }

    [Fact]
    public async Task A_hash_that_was_not_signed_is_refused()
    {
        await SignAsync(1, Two);
        await RevealAsync((1, One, Place));
        Assert.StartsWith("signature", await RefusalAsync(1));
    }

    [Fact]
    public async Task A_signature_of_an_earlier_cycle_is_refused()
    {
        await CommitAsync(1, new SignedHashCommit(SignedModelHash.Sign(_keys[1], One)).Encode(_profile.Limits));
        _chain.ProduceTo(_cycle.End(CyclePhase.MinerCommit1) + 1);
        await RevealAsync((1, One, Place));
        Assert.Contains("before this cycle's MinerCommit1", await RefusalAsync(1));
    }

    [Fact]
    public async Task A_reveal_in_the_first_phase_leaves_no_signature()
    {
        await SignAsync(1, One);
        await CommitAsync(1, new MinerCommit(0, One, _cycle.Version.Value, Place).Encode(_profile.Limits));
        _chain.ProduceTo(_cycle.End(CyclePhase.MinerCommit2) + 1);
        Assert.Contains("no signed hash", await RefusalAsync(1));
    }

    [Fact]
    public async Task The_baseline_itself_is_refused()
    {
        await SignAsync(1, _task.Initial.ModelHash);
        await RevealAsync((1, _task.Initial.ModelHash, Place));
        Assert.StartsWith("unchanged", await RefusalAsync(1));
    }

    [Fact]
    public async Task A_shard_that_was_known_in_an_earlier_cycle_is_a_copy()
    {
        _shards.Record(One, _keys[2].Hotkey, 0, new BlockNumber(5));
        await SignAsync(1, One);
        await SignAsync(2, One);
        await RevealAsync((1, One, Place), (2, One, Place));
        var round = await OpenAsync();
        Assert.Equal($"copy: {_keys[2].Hotkey} committed the same shard in cycle 0", round.Candidates.Single(candidate => candidate.Uid == 1).Refusal);
        Assert.Equal("copy: this hotkey committed the same shard in cycle 0", round.Candidates.Single(candidate => candidate.Uid == 2).Refusal);
    }

    [Fact]
    public async Task A_hash_that_nobody_signed_makes_no_later_shard_a_copy()
    {
        await SignAsync(1, Two);
        await RevealAsync((1, One, Place));
        await OpenAsync();
        Assert.Null(_shards.FindEarlier(One, 2));
    }

    [Fact]
    public async Task Another_group_and_a_missing_place_are_refused()
    {
        await SignAsync(1, One);
        await SignAsync(2, Two);
        _chain.ProduceTo(_cycle.Start(CyclePhase.MinerCommit2));
        await CommitAsync(2, new MinerCommit(7, Two, _cycle.Version.Value, Place).Encode(_profile.Limits));
        await RevealAsync((1, One, null));
        var round = await OpenAsync();
        Assert.Contains("no place", round.Candidates.Single(candidate => candidate.Uid == 1).Refusal);
        Assert.Contains("expert group 0 is trained here, 7 was committed", round.Candidates.Single(candidate => candidate.Uid == 2).Refusal);
    }

    [Fact]
    public async Task The_seed_is_of_the_blocks_around_the_end_of_MinerCommit2()
    {
        _chain.ProduceTo(_cycle.End(CyclePhase.MinerCommit2) + 1);
        var last = await _chain.GetBlockHashAsync(_cycle.End(CyclePhase.MinerCommit2));
        var after = await _chain.GetBlockHashAsync(_cycle.End(CyclePhase.MinerCommit2) + 1);
        string seed = (await OpenAsync()).Seed;
        Assert.Equal(RoundOpener.Seed(last, after), seed);
        Assert.Equal(64, seed.Length);
        Assert.NotEqual(RoundOpener.Seed(after, last), seed);
    }

    public async ValueTask InitializeAsync()
    {
        TinyTask.Write(_folder.Sub("task"));
        var vault = new FileVault(_folder.Sub("files"), 0);
        _task = await TaskFiles.PrepareAsync(TaskBundle.Read(_folder.Sub("task")), vault, None);
        _shards = new ShardLog(new NeuronDatabase(_folder.Sub("neuron.db")));
        await _clock.StartAsync(None);
    }

    public async ValueTask DisposeAsync()
    {
        await _clock.StopAsync(None);
        _clock.Dispose();
        _folder.Dispose();
    }

    private async Task SignAsync(int key, ModelHash hash)
    {
        _chain.ProduceTo(_cycle.Start(CyclePhase.MinerCommit1));
        await CommitAsync(key, new SignedHashCommit(SignedModelHash.Sign(_keys[key], hash)).Encode(_profile.Limits));
    }

    private async Task RevealAsync(params (int Key, ModelHash Hash, CommittedPlace? Place)[] reveals)
    {
        _chain.ProduceTo(_cycle.Start(CyclePhase.MinerCommit2));
        foreach (var (key, hash, place) in reveals)
            await CommitAsync(key, new MinerCommit(0, hash, _cycle.Version.Value, place).Encode(_profile.Limits));
        _chain.ProduceTo(_cycle.End(CyclePhase.MinerCommit2) + 1);
    }

    private async Task CommitAsync(int key, byte[] payload)
    {
        var sent = _chain.SetCommitmentAsync(_keys[key], _chain.Netuid, payload, WaitFor.Inclusion);
        _chain.Produce();
        await sent;
    }

    private async Task<string?> RefusalAsync(ushort uid) => (await OpenAsync()).Candidates.Single(candidate => candidate.Uid == uid).Refusal;

    private Task<RoundRecord> OpenAsync() =>
        new RoundOpener(_chain, new CheckpointReader(_chain, _clock, _profile), _clock, _shards, _task, _profile).OpenAsync(_cycle, _task.Initial, None);
}
