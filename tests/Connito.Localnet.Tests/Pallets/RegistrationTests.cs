using Connito.Chain.Crypto;
using Connito.Chain.Scale;
using Connito.Localnet.Declarations;
using Connito.Localnet.Pallets;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Tests.Pallets;

public class RegistrationTests
{
    private static readonly Keypair New = Keypair.FromUri("//Bob//new");

    [Fact]
    public void A_new_neuron_takes_the_next_uid_and_its_coldkey_pays()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        var before = BalancesPallet.FreeOf(bench.State, TestKeys.Bob.Account);

        Assert.Null(Register(bench, TestKeys.Bob, New));

        Assert.Equal(3, Uids.Get(bench.State, (1, New.Account)));
        Assert.Equal(New.Account, Keys.Get(bench.State, (1, 3)));
        Assert.Equal(TestKeys.Bob.Account, Owner.Get(bench.State, New.Account));
        Assert.Equal([0ul, 0, 0, 1], LastUpdate.Get(bench.State, 1));
        Assert.Equal(before - 1_000_000, BalancesPallet.FreeOf(bench.State, TestKeys.Bob.Account));
        Assert.Equal(1_260_000ul, Burn.Get(bench.State, 1));
        Assert.Contains(bench.Events, told => told.StartsWith("SubtensorModule.NeuronRegistered(1, 3,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"NetworkRegistrationAllowed":false}""", "SubNetRegistrationDisabled")]
    [InlineData("""{"MaxRegistrationsPerBlock":0}""", "TooManyRegistrationsThisBlock")]
    [InlineData("""{"TargetRegistrationsPerInterval":0}""", "TooManyRegistrationsThisInterval")]
    [InlineData("""{"Burn":1000000000000}""", "NotEnoughBalanceToStake")]
    [InlineData("""{"MaxAllowedUids":3,"MinNonImmuneUids":200,"ImmunityPeriod":0}""", "NoNeuronIdAvailable")]
    public void A_hyperparameter_refuses_a_neuron(string hyperparameters, string error) =>
        Assert.Equal(error, Register(new PalletBench(TestKeys.Genesis(hyperparameters)), TestKeys.Bob, New));

    [Fact]
    public void Hotkeys_have_one_owner_and_one_uid()
    {
        var bench = new PalletBench(TestKeys.Genesis());

        Assert.Equal("HotKeyAlreadyRegisteredInSubNet", Register(bench, TestKeys.Bob, TestKeys.Validator));
        Assert.Equal("NonAssociatedColdKey", Register(bench, TestKeys.Bob, TestKeys.OwnerHotkey));
        Assert.Equal("RegistrationNotPermittedOnRootSubnet", Register(bench, TestKeys.Bob, New, 0));
        Assert.Equal("SubnetNotExists", Register(bench, TestKeys.Bob, New, 9));
        Assert.Equal(CustomValidityError.SubnetNotExists, bench.Validate(TestKeys.Bob, "SubtensorModule", "burned_register", ("netuid", 9), ("hotkey", New.Hotkey)));
    }

    [Fact]
    public void A_price_above_the_callers_limit_is_refused()
    {
        var bench = new PalletBench(TestKeys.Genesis());

        Assert.Equal("RegistrationPriceLimitExceeded", Limited(bench, 999_999));
        Assert.Null(Limited(bench, 1_000_000));
    }

    [Fact]
    public void A_full_subnet_gives_up_its_worst_neuron_that_is_not_immune()
    {
        var bench = new PalletBench(TestKeys.Genesis("""{"MaxAllowedUids":3,"ImmunityPeriod":10}"""));
        bench.Advance(10);
        Emission.Set(bench.State, 1, [7, 5, 6]);
        Weights.Set(bench.State, (1, 0), [(1, 5), (2, 9)]);
        Bonds.Set(bench.State, (1, 1), [(0, 5)]);

        Assert.Null(Register(bench, TestKeys.Bob, New));

        Assert.Equal(1, Uids.Get(bench.State, (1, New.Account)));
        Assert.False(Uids.Contains(bench.State, (1, TestKeys.MinerOne.Account)));
        Assert.False(IsNetworkMember.Get(bench.State, (TestKeys.MinerOne.Account, 1)));
        Assert.Equal([((ushort)1, (ushort)0), ((ushort)2, (ushort)9)], Weights.Get(bench.State, (1, 0)));
        Assert.False(Bonds.Contains(bench.State, (1, 1)));
        Assert.Equal([7ul, 0, 6], Emission.Get(bench.State, 1));

        // The newcomer is immune now: the next best goes.
        Assert.Null(Register(bench, TestKeys.Bob, Keypair.FromUri("//Bob//newer")));
        Assert.False(Uids.Contains(bench.State, (1, TestKeys.MinerTwo.Account)));
    }

    [Fact]
    public void The_interval_opens_again()
    {
        var bench = new PalletBench(TestKeys.Genesis("""{"TargetRegistrationsPerInterval":1,"AdjustmentInterval":10}"""));
        for (var i = 0; i < 3; i++)
            Assert.Null(Register(bench, TestKeys.Bob, Keypair.FromUri($"//Bob//{i}")));
        Assert.Equal("TooManyRegistrationsThisInterval", Register(bench, TestKeys.Bob, New));
        Assert.Equal(CustomValidityError.RateLimitExceeded, bench.Validate(TestKeys.Bob, "SubtensorModule", "burned_register", ("netuid", 1), ("hotkey", New.Hotkey)));

        bench.Advance(10);
        Assert.Null(Register(bench, TestKeys.Bob, New));
    }

    [Fact]
    public void The_price_halves_in_its_half_life_and_keeps_its_bounds()
    {
        var state = new StateOverlay(StateSnapshot.Empty);
        Burn.Set(state, 1, 80_000_000_000);
        BurnHalfLife.Set(state, 1, 10);
        for (var i = 0; i < 10; i++)
            BurnPrice.Decay(state, 1);
        Assert.InRange(Burn.Get(state, 1), 39_999_999_000ul, 40_000_000_000ul);

        for (var i = 0; i < 1000; i++)
            BurnPrice.Decay(state, 1);
        Assert.Equal(500_000ul, Burn.Get(state, 1));

        Burn.Set(state, 1, 90_000_000_000);
        BurnPrice.Rise(state, 1);
        Assert.Equal(100_000_000_000ul, Burn.Get(state, 1));
    }

    private static string? Register(PalletBench bench, Keypair coldkey, Keypair hotkey, ushort netuid = 1) =>
        bench.Run(coldkey, "SubtensorModule", "burned_register", ("netuid", netuid), ("hotkey", hotkey.Hotkey));

    private static string? Limited(PalletBench bench, ulong limit) => bench.Run(
        TestKeys.Bob, "SubtensorModule", "register_limit", ("netuid", 1), ("hotkey", (ScaleValue)New.Hotkey), ("limit_price", limit));
}
