using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;

namespace Connito.Incentive.Tests.Scoring;

public class CopyRuleTests
{
    [Fact]
    public void Only_the_earliest_commit_of_a_hash_is_kept()
    {
        CommittedShard[] shards = [Shard(1, "a", 12), Shard(2, "a", 11), Shard(3, "b", 15), Shard(4, "a", 13)];

        Assert.Equal([shards[1], shards[2]], CopyRule.KeepOriginals(shards));
    }

    [Fact]
    public void Two_hotkeys_with_one_hash_in_one_block_are_one_miner_and_keep_nothing() =>
        Assert.Empty(CopyRule.KeepOriginals([Shard(1, "a", 11), Shard(2, "a", 11), Shard(3, "a", 12)]));

    private static CommittedShard Shard(int miner, string hash, uint block) => new(Samples.Hotkey(miner), hash, new BlockNumber(block));
}
