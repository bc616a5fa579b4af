using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;
using Dapper;

namespace Connito.Neuron.Tests.Store;

public sealed class NeuronDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_new_file_gets_every_migration_a_write_ahead_log_and_full_synchronization()
    {
        using var connection = new NeuronDatabase(_folder.Sub("a.db")).Open();
        Assert.Equal(NeuronDatabase.NewestSchema, connection.QuerySingle<int>("PRAGMA user_version"));
        Assert.Equal("wal", connection.QuerySingle<string>("PRAGMA journal_mode"));
        Assert.Equal(2, connection.QuerySingle<int>("PRAGMA synchronous"));
        Assert.Equal(
            ["point", "revision_file", "shard_seen", "step"],
            connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"));
    }

    [Fact]
    public void Opening_again_changes_nothing()
    {
        using (var connection = new NeuronDatabase(_folder.Sub("a.db")).Open())
            connection.Execute("INSERT INTO step VALUES (1, 's', '', '{}', '')");
        using var again = new NeuronDatabase(_folder.Sub("a.db")).Open();
        Assert.Equal(1, again.QuerySingle<int>("SELECT count(*) FROM step"));
    }

    [Fact]
    public void A_file_of_a_newer_release_is_refused()
    {
        using (var connection = new NeuronDatabase(_folder.Sub("a.db")).Open())
            connection.Execute("PRAGMA user_version = 99");
        Assert.Contains("has schema 99", Assert.Throws<NeuronException>(() => new NeuronDatabase(_folder.Sub("a.db"))).Message);
    }

    [Fact]
    public void A_folder_has_one_neuron_at_a_time()
    {
        using (new DataFolder(_folder.Sub("data")))
            Assert.Contains("belongs to a running neuron", Assert.Throws<NeuronException>(() => new DataFolder(_folder.Sub("data"))).Message);
        new DataFolder(_folder.Sub("data")).Dispose();
    }

    public void Dispose() => _folder.Dispose();
}
