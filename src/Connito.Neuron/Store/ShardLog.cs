using Connito.Chain.Primitives;
using Connito.Training.Checkpoints;
using Dapper;

namespace Connito.Neuron.Store;

/// <summary>Which hotkey committed which shard when: what a copy is known by.</summary>
internal sealed class ShardLog(NeuronDatabase database)
{
    /// <summary>Remembers that <paramref name="hotkey"/> committed <paramref name="hash"/>; a second time changes nothing.</summary>
    public void Record(ModelHash hash, Hotkey hotkey, uint cycle, BlockNumber block)
    {
        using var connection = database.Open();
        connection.Execute(
            "INSERT OR IGNORE INTO shard_seen (model_hash, hotkey, cycle, block) VALUES (@Hash, @Hotkey, @Cycle, @Block)",
            new { Hash = hash.Hex, Hotkey = hotkey.ToString(), Cycle = (long)cycle, Block = (long)block.Value });
    }

    /// <summary>Who committed <paramref name="hash"/> first, in a cycle before <paramref name="cycle"/>; null when nobody did.</summary>
    public (Hotkey Hotkey, uint Cycle)? FindEarlier(ModelHash hash, uint cycle)
    {
        using var connection = database.Open();
        var row = connection.QuerySingleOrDefault<(string Hotkey, long Cycle)?>(
            "SELECT hotkey, cycle FROM shard_seen WHERE model_hash = @Hash AND cycle < @Cycle ORDER BY cycle, block LIMIT 1",
            new { Hash = hash.Hex, Cycle = (long)cycle });
        return row is null ? null : (Hotkey.Parse(row.Value.Hotkey), (uint)row.Value.Cycle);
    }
}
