using Connito.Localnet.Pallets;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Tests.Pallets;

public class SubnetsTests
{
    [Fact]
    public void Whoever_pays_the_lock_owns_the_next_subnet()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        NetworkLastLockCost.Set(bench.State, 5_000_000_000);

        Assert.Null(bench.Run(TestKeys.Bob, "SubtensorModule", "register_network", ("hotkey", TestKeys.Validator.Hotkey)));

        Assert.Equal(TestKeys.Bob.Account, SubnetOwner.Get(bench.State, 2));
        Assert.Equal(TestKeys.Validator.Account, Keys.Get(bench.State, (2, 0)));
        Assert.Equal(995_000_000_000ul, BalancesPallet.FreeOf(bench.State, TestKeys.Bob.Account));
        Assert.Contains("SubtensorModule.NetworkAdded(2, 0)", bench.Events);
    }

    [Fact]
    public void A_subnet_without_lock_or_hotkey_is_refused()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        Assert.Equal("CannotAffordLockCost", bench.Run(TestKeys.Bob, "SubtensorModule", "register_network", ("hotkey", TestKeys.Validator.Hotkey)));
        Assert.Equal("NonAssociatedColdKey", bench.Run(TestKeys.Alice, "SubtensorModule", "register_network", ("hotkey", TestKeys.Validator.Hotkey)));
    }

    [Fact]
    public void Emission_begins_with_the_owners_call()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        NetworkLastLockCost.Set(bench.State, 0);
        Assert.Null(bench.Run(TestKeys.Bob, "SubtensorModule", "register_network", ("hotkey", TestKeys.Validator.Hotkey)));
        bench.Advance(1);
        Assert.Equal(0ul, PendingServerEmission.Get(bench.State, 2));

        Assert.Equal("NotSubnetOwner", bench.Run(TestKeys.Alice, "SubtensorModule", "start_call", ("netuid", 2)));
        Assert.Equal("SubnetNotExists", bench.Run(TestKeys.Alice, "SubtensorModule", "start_call", ("netuid", 7)));
        Assert.Null(bench.Run(TestKeys.Bob, "SubtensorModule", "start_call", ("netuid", 2)));
        Assert.Equal("FirstEmissionBlockNumberAlreadySet", bench.Run(TestKeys.Bob, "SubtensorModule", "start_call", ("netuid", 2)));
        bench.Advance(1);
        Assert.True(PendingServerEmission.Get(bench.State, 2) > 0);
    }

    [Fact]
    public void The_owner_sets_hyperparameters_outside_the_freeze_window()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        Assert.Equal("BadOrigin", Key(bench, TestKeys.Bob, 5));
        Assert.Null(Key(bench, TestKeys.Alice, 5));
        Assert.Equal(5ul, WeightsVersionKey.Get(bench.State, 1));

        bench.Advance(10);
        Assert.Equal("AdminActionProhibitedDuringWeightsWindow", Key(bench, TestKeys.Alice, 6));
    }

    private static string? Key(PalletBench bench, Chain.Crypto.Keypair signer, ulong key) =>
        bench.Run(signer, "AdminUtils", "sudo_set_weights_version_key", ("netuid", 1), ("weights_version_key", key));
}
