using Connito.Chain.Scale;
using Connito.Localnet.Blocks;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Tests.Blocks;

public class LocalChainTests
{
    [Fact]
    public void The_same_genesis_has_the_same_hash_and_another_another()
    {
        Assert.Equal(new TestChain().Chain.Best.Hash, new TestChain().Chain.Best.Hash);
        Assert.NotEqual(
            new TestChain().Chain.Best.Hash,
            new TestChain(new LocalnetOptions { Genesis = TestKeys.Genesis("""{"Tempo":21}""") }).Chain.Best.Hash);
    }

    [Fact]
    public void A_log_replays_to_the_same_state()
    {
        var chain = new TestChain();
        chain.Run(TestKeys.Bob, "SubtensorModule", "burned_register", ("netuid", 1), ("hotkey", TestKeys.Stranger.Hotkey));
        chain.Run(TestKeys.Validator, "SubtensorModule", "set_weights", ("netuid", 1), ("dests", new ushort[] { 1, 2 }), ("weights", new ushort[] { 1, 2 }), ("version_key", 0));
        for (var i = 0; i < 40; i++)
            chain.Chain.Produce();

        var again = new TestChain();
        for (uint number = 1; number <= chain.Chain.Best.Number; number++)
            again.Chain.Replay(new LoggedBlock(number, chain.Chain.Find(number)!.Hash, chain.Chain.Find(number)!.Extrinsics));

        Assert.Equal(chain.Chain.Best.Header.StateRoot, again.Chain.Best.Header.StateRoot);
        Assert.Equal(chain.Chain.Best.Hash, again.Chain.Best.Hash);
    }

    [Fact]
    public void A_log_of_another_genesis_does_not_replay()
    {
        var chain = new TestChain();
        var block = chain.Chain.Produce();
        var other = new TestChain(new LocalnetOptions { Genesis = TestKeys.Genesis("""{"Tempo":21}""") });
        var fault = Assert.Throws<LocalnetException>(() => other.Chain.Replay(new LoggedBlock(1, block.Hash, block.Extrinsics)));
        Assert.Contains("another genesis", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void State_is_kept_for_as_long_as_the_history()
    {
        var chain = new TestChain(new LocalnetOptions { Genesis = TestKeys.Genesis(), HistoryBlocks = 4 });
        for (var i = 0; i < 10; i++)
            chain.Chain.Produce();

        Assert.Null(chain.Chain.Find(6)!.State);
        Assert.Equal(7u, SystemPallet.Number.Get(chain.Chain.Find(7)!.State!));
        Assert.Equal(9u, chain.Chain.FinalizedBlock.Number);
    }

    [Fact]
    public void Blocks_carry_their_time_which_never_stands_still()
    {
        var chain = new TestChain();
        var first = TimestampPallet.Now.Get(chain.Chain.Produce().State!);
        var second = TimestampPallet.Now.Get(chain.Chain.Produce().State!);
        chain.Time.Advance(TimeSpan.FromSeconds(12));
        var third = TimestampPallet.Now.Get(chain.Chain.Produce().State!);

        Assert.Equal(1_767_225_600_000ul, first);
        Assert.Equal(first + 1, second);
        Assert.Equal(first + 12_000, third);
    }

    [Fact]
    public void A_header_hashes_as_its_SCALE_bytes()
    {
        var header = new TestChain().Chain.Best.Header with { Number = 1 };
        Assert.Equal(32 + 1 + 32 + 32 + 1, header.Encode().Length);
        Assert.Equal(4, header.Encode()[32]);
        Assert.Equal(new Connito.Chain.Primitives.BlockHash(Connito.Chain.Crypto.Blake2b.Hash(header.Encode())), header.Hash());
    }

    [Fact]
    public void Reads_at_a_block_see_that_block()
    {
        var chain = new TestChain();
        var before = chain.Chain.Produce();
        chain.Run(TestKeys.Alice, "Balances", "transfer_keep_alive", ("dest", ScaleValue.Address(TestKeys.Stranger.Account)), ("value", 1000));

        Assert.Equal(0ul, BalancesPallet.FreeOf(before.State!, TestKeys.Stranger.Account));
        Assert.Equal(1000ul, BalancesPallet.FreeOf(chain.Chain.Best.State!, TestKeys.Stranger.Account));
    }
}
