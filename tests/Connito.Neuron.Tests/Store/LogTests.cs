using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;
using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Tests.Store;

public sealed class LogTests : IDisposable
{
    private static readonly Hotkey Alice = Keypair.FromUri("//Alice").Hotkey;
    private static readonly Hotkey Bob = Keypair.FromUri("//Bob").Hotkey;
    private static readonly ModelHash Hash = new(new string('a', 48));

    private readonly TemporaryFolder _folder = new();
    private readonly NeuronDatabase _database;

    public LogTests() => _database = new NeuronDatabase(_folder.Sub("neuron.db"));

    [Fact]
    public void Scores_come_back_as_the_history_they_make()
    {
        var log = new ScoreLog(_database);
        var first = new RoundScores(new BlockNumber(100), [new(new Uid(1), Alice, 0.5, null), new(new Uid(2), Bob, 0, "no gain")]);
        var second = new RoundScores(new BlockNumber(200), [new(new Uid(1), Alice, 1.5, null)]);
        log.Record(first);
        log.Record(first);
        log.Record(second);

        var history = log.HistoryUpTo(new BlockNumber(200));
        Assert.Equal(1.0, history.Miners[new Uid(1)].Average);
        Assert.Equal(0.0, history.Miners[new Uid(2)].Average);
        Assert.Equal(0.5, log.HistoryUpTo(new BlockNumber(199)).Miners[new Uid(1)].Average);
    }

    [Fact]
    public void A_slot_that_changed_hands_starts_anew()
    {
        var log = new ScoreLog(_database);
        log.Record(new RoundScores(new BlockNumber(100), [new(new Uid(1), Alice, 0.5, null)]));
        log.Record(new RoundScores(new BlockNumber(200), [new(new Uid(1), Bob, 0.1, null)]));
        Assert.Equal(0.1, log.HistoryUpTo(new BlockNumber(200)).Miners[new Uid(1)].Average);
    }

    [Fact]
    public void A_shard_of_an_earlier_cycle_is_known_by_its_first_hotkey()
    {
        var log = new ShardLog(_database);
        log.Record(Hash, Alice, 5, new BlockNumber(50));
        log.Record(Hash, Bob, 6, new BlockNumber(60));
        log.Record(Hash, Bob, 6, new BlockNumber(60));

        Assert.Null(log.FindEarlier(Hash, 5));
        Assert.Equal((Alice, 5u), log.FindEarlier(Hash, 6));
        Assert.Equal((Alice, 5u), log.FindEarlier(Hash, 7));
        Assert.Null(log.FindEarlier(new ModelHash(new string('b', 48)), 7));
    }

    [Fact]
    public void A_revision_is_kept_whole_and_its_id_is_of_its_content()
    {
        var log = new RevisionLog(_database);
        var one = new RevisionFile("model_shared.safetensors", FileHash.Parse(new string('1', 64)), 10);
        var two = new RevisionFile("model_expgroup_0.safetensors", FileHash.Parse(new string('2', 64)), 20);
        var revision = new Revision(Alice, 5, [one, two]);
        log.Put(revision);

        Assert.Equal(revision.Id, log.Find(Alice, 5)!.Id);
        Assert.Equal(revision.Id, (revision with { Owner = Bob, Files = [two, one] }).Id);
        Assert.NotEqual(revision.Id, (revision with { Files = [one] }).Id);
        Assert.Equal(7, revision.ShortId.Length);
        Assert.Null(log.Find(Alice, 6));

        log.Put(Bob, 9, one);
        Assert.Equal([one.Hash], log.Prune(6));
        Assert.Null(log.Find(Alice, 5));
    }

    public void Dispose() => _folder.Dispose();
}
