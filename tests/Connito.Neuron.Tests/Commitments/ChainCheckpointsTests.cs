using System.Collections.Immutable;
using System.Text;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Commitments;
using Connito.Neuron.Tests.Support;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Tests.Commitments;

public class ChainCheckpointsTests
{
    private static readonly ModelHash One = new(new string('1', 48));
    private static readonly ModelHash Two = new(new string('2', 48));

    private readonly Keypair[] _keys = [.. Enumerable.Range(0, 4).Select(index => Keypair.FromUri($"//neuron/{index}"))];

    [Fact]
    public void Two_reads_join_by_hotkey()
    {
        var read = Assemble([Signed(0, One)], [Revealed(0, One)], 0);

        var checkpoint = Assert.Single(read.Checkpoints);
        Assert.Equal((_keys[0].Hotkey, One, 100u, 10u), (checkpoint.Hotkey, checkpoint.Hash, checkpoint.Version.Value, checkpoint.CommittedAt.Value));
        Assert.True(checkpoint.Signed.Verifies(checkpoint.Hotkey, checkpoint.Hash));
        Assert.Empty(read.Refused);
    }

    [Theory]
    [InlineData("{\"h\":\"x\",\"v\":100,\"e\":0}", "no model hash")]
    [InlineData("{\"h\":\"111111111111111111111111111111111111111111111111\",\"e\":0}", "lacks its version")]
    [InlineData("{\"h\":\"111111111111111111111111111111111111111111111111\",\"v\":100}", "lacks its version")]
    [InlineData("{\"h\":\"111111111111111111111111111111111111111111111111\",\"v\":49,\"e\":0}", "version 49 is outside 50 to 100")]
    [InlineData("{\"h\":\"111111111111111111111111111111111111111111111111\",\"v\":101,\"e\":0}", "version 101 is outside")]
    [InlineData("{\"h\":\"111111111111111111111111111111111111111111111111\",\"v\":-1,\"e\":0}", "version -1 is outside")]
    [InlineData("nonsense", "does not read")]
    public void A_reveal_that_gives_no_checkpoint_is_refused_by_name(string payload, string reason)
    {
        var read = Assemble([Signed(0, One)], [new(_keys[0].Hotkey, new(20), [.. Encoding.UTF8.GetBytes(payload)])], 0);
        Assert.Empty(read.Checkpoints);
        Assert.Contains(reason, Assert.Single(read.Refused).Reason);
    }

    [Fact]
    public void Who_did_not_commit_first_or_left_the_subnet_gives_none()
    {
        var read = Assemble([Signed(3, One)], [Revealed(0, One), Revealed(3, One)], 0, 0, 0);
        Assert.Empty(read.Checkpoints);
        Assert.Contains("no signed hash", Assert.Single(read.Refused).Reason);
    }

    [Fact]
    public void The_majority_is_by_stake_and_of_validators_who_signed()
    {
        var read = Assemble(
            [Signed(0, One), Signed(1, Two), Signed(2, Two), Signed(3, One)],
            [Revealed(0, One), Revealed(1, Two), Revealed(2, Two), Revealed(3, Two)],
            3000, 2000, 1500, 9000);

        // The fourth signed another hash than it revealed: its stake is behind nothing.
        var majority = read.Majority(expertGroup: 0);
        Assert.All(majority, checkpoint => Assert.Equal(Two, checkpoint.Hash));
        Assert.Equal([_keys[1].Hotkey, _keys[2].Hotkey], majority.Select(checkpoint => checkpoint.Hotkey));
        Assert.Empty(read.Majority(expertGroup: 1));
    }

    [Fact]
    public void Miners_are_no_source_of_the_global_model() =>
        Assert.Empty(Assemble([Signed(0, One)], [Revealed(0, One)], 999).Majority(0));

    [Fact]
    public void A_tie_of_stake_goes_to_the_lesser_hash()
    {
        var read = Assemble([Signed(0, Two), Signed(1, One)], [Revealed(0, Two), Revealed(1, One)], 2000, 2000);
        Assert.Equal(One, read.Majority(0)[0].Hash);
    }

    private ChainCommitment Signed(int key, ModelHash hash) =>
        new(_keys[key].Hotkey, new BlockNumber(10), [.. new SignedHashCommit(SignedModelHash.Sign(_keys[key], hash)).Encode(TestProfile.Local.Limits)]);

    private ChainCommitment Revealed(int key, ModelHash hash) =>
        new(_keys[key].Hotkey, new BlockNumber(20), [.. new MinerCommit(0, hash, 100, new("axon/0", "abcdef0")).Encode(TestProfile.Local.Limits)]);

    private ChainCheckpoints Assemble(ImmutableArray<ChainCommitment> first, ImmutableArray<ChainCommitment> second, params decimal[] stakes)
    {
        var neurons = stakes.Select((stake, uid) => FakeChain.Neuron((ushort)uid, _keys[uid].Hotkey, stake)).ToImmutableArray();
        var metagraph = new Metagraph(new Netuid(102), new BlockNumber(21), default, neurons);
        return ChainCheckpoints.Assemble(first, second, metagraph, (new BlockNumber(50), new BlockNumber(100)), TestProfile.Local.Wire);
    }
}
