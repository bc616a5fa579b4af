using Connito.Localnet.Pallets;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Tests.Pallets;

public class EpochTests
{
    [Fact]
    public void An_epoch_pays_miners_and_validators_and_no_alpha_appears_from_nowhere()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        var before = AllAlpha(bench);
        bench.Advance(1);
        Assert.Null(bench.Run(
            TestKeys.Validator, "SubtensorModule", "set_weights",
            ("netuid", 1), ("dests", new ushort[] { 1, 2 }), ("weights", new ushort[] { 3, 1 }), ("version_key", 0)));

        bench.Advance(18);

        Assert.Equal(20u, bench.Block);
        Assert.Equal([0, 49151, 16383], SubtensorStorage.Incentive.Get(bench.State, 1));
        Assert.Equal([65535, 0, 0], Dividends.Get(bench.State, 1));
        Assert.Equal([true, false, false], ValidatorPermit.Get(bench.State, 1));
        Assert.Equal(3ul, TotalHotkeyAlpha.Get(bench.State, (TestKeys.MinerOne.Account, 1)) / TotalHotkeyAlpha.Get(bench.State, (TestKeys.MinerTwo.Account, 1)));
        Assert.True(TotalHotkeyAlpha.Get(bench.State, (TestKeys.OwnerHotkey.Account, 1)) > 0);

        // Nineteen blocks made alpha (2 to 20): all of it is paid, but for a rao lost to each rounding.
        var made = 19 * Emissions.AlphaPerBlock;
        Assert.InRange(AllAlpha(bench) - before, made - 10, made);
        Assert.Equal(AllAlpha(bench), SubnetAlphaOut.Get(bench.State, 1));
    }

    [Fact]
    public void Without_weights_validators_get_what_miners_would()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        bench.Advance(19);

        var made = 19 * Emissions.AlphaPerBlock;
        var cut = 19 * (Emissions.AlphaPerBlock * 11796 / 65535);
        Assert.InRange(TotalHotkeyAlpha.Get(bench.State, (TestKeys.Validator.Account, 1)), 100_000_000_000 + made - cut - 2, 100_000_000_000 + made - cut);
        Assert.Equal(cut, TotalHotkeyAlpha.Get(bench.State, (TestKeys.OwnerHotkey.Account, 1)));
    }

    [Fact]
    public void Miners_of_the_subnets_owner_earn_nothing()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        Owner.Set(bench.State, TestKeys.MinerOne.Account, TestKeys.Alice.Account);
        bench.Advance(1);
        Assert.Null(bench.Run(
            TestKeys.Validator, "SubtensorModule", "set_weights",
            ("netuid", 1), ("dests", new ushort[] { 1, 2 }), ("weights", new ushort[] { 3, 1 }), ("version_key", 0)));

        bench.Advance(18);

        Assert.Equal(0ul, TotalHotkeyAlpha.Get(bench.State, (TestKeys.MinerOne.Account, 1)));
        Assert.True(Emission.Get(bench.State, 1)[1] > 0);
        Assert.True(TotalHotkeyAlpha.Get(bench.State, (TestKeys.MinerTwo.Account, 1)) > 0);
    }

    [Fact]
    public void Epochs_run_every_tempo_blocks()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        bench.Advance(60);

        Assert.Equal(3ul, SubnetEpochIndex.Get(bench.State, 1));
        Assert.Equal(60ul, LastEpochBlock.Get(bench.State, 1));
        Assert.Equal(60ul, LastMechanismStepBlock.Get(bench.State, 1));
        Assert.Equal(80ul, EpochSchedule.NextEpoch(bench.State, 1));
    }

    [Fact]
    public void The_owner_moves_tempo_and_epochs()
    {
        var bench = new PalletBench(TestKeys.Genesis("""{"Tempo":100}"""));

        Assert.Equal("NotSubnetOwner", bench.Run(TestKeys.Bob, "SubtensorModule", "set_tempo", ("netuid", 1), ("tempo", 30)));
        Assert.Equal("TempoOutOfBounds", bench.Run(TestKeys.Alice, "SubtensorModule", "set_tempo", ("netuid", 1), ("tempo", 1)));
        Assert.Equal("SubnetNotExists", bench.Run(TestKeys.Alice, "SubtensorModule", "trigger_epoch", ("netuid", 9)));
        Assert.Null(bench.Run(TestKeys.Alice, "SubtensorModule", "trigger_epoch", ("netuid", 1)));
        Assert.Equal("EpochTriggerAlreadyPending", bench.Run(TestKeys.Alice, "SubtensorModule", "trigger_epoch", ("netuid", 1)));

        bench.Advance(10);
        Assert.Equal(11ul, LastEpochBlock.Get(bench.State, 1));
        Assert.Null(bench.Run(TestKeys.Alice, "SubtensorModule", "set_tempo", ("netuid", 1), ("tempo", 5)));
        Assert.Equal("AutoEpochAlreadyImminent", bench.Run(TestKeys.Alice, "SubtensorModule", "trigger_epoch", ("netuid", 1)));
        bench.Advance(5);
        Assert.Equal(2ul, SubnetEpochIndex.Get(bench.State, 1));
    }

    [Fact]
    public void More_due_subnets_than_a_block_runs_wait_a_block()
    {
        var genesis = TestKeys.Genesis();
        var bench = new PalletBench(genesis with
        {
            Subnets = [.. Enumerable.Range(1, 3).Select(netuid => genesis.Subnets[0] with { Netuid = new((ushort)netuid) })],
        });
        bench.Advance(19);
        Assert.Equal([20ul, 20, 0], new ushort[] { 1, 2, 3 }.Select(netuid => LastEpochBlock.Get(bench.State, netuid)));
        bench.Advance(1);
        Assert.Equal(21ul, LastEpochBlock.Get(bench.State, 3));
    }

    private static ulong AllAlpha(PalletBench bench) =>
        TestAccounts.Aggregate(0ul, (sum, key) => sum + TotalHotkeyAlpha.Get(bench.State, (key.Account, 1)));

    private static readonly Chain.Crypto.Keypair[] TestAccounts = [TestKeys.Validator, TestKeys.MinerOne, TestKeys.MinerTwo, TestKeys.OwnerHotkey];
}
