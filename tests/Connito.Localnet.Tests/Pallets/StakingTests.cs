using Connito.Localnet.Declarations;
using Connito.Localnet.Pallets;
using Connito.Localnet.State;

namespace Connito.Localnet.Tests.Pallets;

public class StakingTests
{
    private const ulong Tao = 1_000_000_000;

    [Fact]
    public void Stake_goes_and_comes_back_one_to_one()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        var before = BalancesPallet.FreeOf(bench.State, TestKeys.Charlie.Account);

        Assert.Null(Change(bench, "add_stake", "amount_staked", 3 * Tao));
        Assert.Equal(before - (3 * Tao), BalancesPallet.FreeOf(bench.State, TestKeys.Charlie.Account));
        Assert.Equal(3 * Tao, StakeLedger.StakeOf(bench.State, TestKeys.Validator.Account, TestKeys.Charlie.Account, 1));
        Assert.Equal(103 * Tao, StakeLedger.WeightOf(bench.State, TestKeys.Validator.Account, 1));

        Assert.Null(Change(bench, "remove_stake", "amount_unstaked", 3 * Tao));
        Assert.Equal(before, BalancesPallet.FreeOf(bench.State, TestKeys.Charlie.Account));
        Assert.Equal(100 * Tao, StakeLedger.WeightOf(bench.State, TestKeys.Validator.Account, 1));
    }

    [Theory]
    [InlineData("add_stake", "amount_staked", 1ul, 1, "AmountTooLow")]
    [InlineData("add_stake", "amount_staked", 2000 * Tao, 1, "NotEnoughBalanceToStake")]
    [InlineData("add_stake", "amount_staked", Tao, 9, "SubnetNotExists")]
    [InlineData("remove_stake", "amount_unstaked", Tao, 1, "NotEnoughStakeToWithdraw")]
    [InlineData("remove_stake", "amount_unstaked", 0ul, 1, "AmountTooLow")]
    [InlineData("remove_stake", "amount_unstaked", Tao, 9, "SubnetNotExists")]
    public void A_change_is_refused(string call, string amountName, ulong amount, int netuid, string error) =>
        Assert.Equal(error, Change(new PalletBench(TestKeys.Genesis()), call, amountName, amount, (ushort)netuid));

    [Fact]
    public void A_hotkey_must_exist_and_a_subnet_must_have_started()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        Assert.Equal("HotKeyAccountNotExists", bench.Run(
            TestKeys.Charlie, "SubtensorModule", "add_stake", ("hotkey", TestKeys.Stranger.Hotkey), ("netuid", 1), ("amount_staked", Tao)));
        Assert.Equal(CustomValidityError.HotkeyAccountNotExists, bench.Validate(
            TestKeys.Charlie, "SubtensorModule", "add_stake", ("hotkey", TestKeys.Stranger.Hotkey), ("netuid", 1), ("amount_staked", Tao)));

        SubtensorStorage.SubtokenEnabled.Set(bench.State, 1, false);
        Assert.Equal("SubtokenDisabled", Change(bench, "add_stake", "amount_staked", Tao));
    }

    [Fact]
    public void Dividends_reach_all_who_staked_by_their_shares() =>
        Gen.Select(Gen.ULong[1, 1ul << 50], Gen.ULong[1, 1ul << 50], Gen.ULong[0, 1ul << 50]).Sample((first, second, dividend) =>
        {
            var (state, hotkey) = (new StateOverlay(StateSnapshot.Empty), TestKeys.Validator.Account);
            var (bob, charlie) = (TestKeys.Bob.Account, TestKeys.Charlie.Account);
            StakeLedger.Credit(state, hotkey, bob, 1, first);
            StakeLedger.Credit(state, hotkey, charlie, 1, second);
            StakeLedger.CreditAll(state, hotkey, 1, dividend);

            var (ofBob, ofCharlie) = (StakeLedger.StakeOf(state, hotkey, bob, 1), StakeLedger.StakeOf(state, hotkey, charlie, 1));
            var total = SubtensorStorage.TotalHotkeyAlpha.Get(state, (hotkey, 1));
            Assert.Equal(first + second + dividend, total);
            Assert.InRange(ofBob + ofCharlie, total - 2, total);
            Assert.InRange(ofBob, (ulong)((UInt128)total * first / (first + second)) - 1, (ulong)((UInt128)total * first / (first + second)) + 1);
        });

    [Fact]
    public void Root_stake_weighs_by_the_networks_weight_of_TAO()
    {
        var state = new StateOverlay(StateSnapshot.Empty);
        StakeLedger.Credit(state, TestKeys.Validator.Account, TestKeys.Bob.Account, 0, 1000 * Tao);
        // 971718665099567868 of 2^64 - 1 is about 0.0527.
        Assert.InRange(StakeLedger.WeightOf(state, TestKeys.Validator.Account, 1), 52 * Tao, 53 * Tao);
    }

    private static string? Change(PalletBench bench, string call, string amountName, ulong amount, ushort netuid = 1) => bench.Run(
        TestKeys.Charlie, "SubtensorModule", call, ("hotkey", TestKeys.Validator.Hotkey), ("netuid", netuid), (amountName, amount));
}
