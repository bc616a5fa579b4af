using Connito.Chain.Scale;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Tests.Pallets;

public class BalancesTests
{
    private const ulong All = 1_000_000_000_000;

    [Fact]
    public void A_transfer_moves_rao_and_makes_accounts()
    {
        var bench = new PalletBench(TestKeys.Genesis());

        Assert.Null(Send(bench, "transfer_keep_alive", 700));

        Assert.Equal(All - 700, BalancesPallet.FreeOf(bench.State, TestKeys.Alice.Account));
        Assert.Equal(700ul, BalancesPallet.FreeOf(bench.State, TestKeys.Stranger.Account));
        Assert.Equal(["System.NewAccount", "Balances.Endowed", "Balances.Transfer"], bench.Events.Select(told => told.Split('{', '(')[0]));
    }

    [Theory]
    [InlineData("transfer_keep_alive", All + 1, "FundsUnavailable")]
    [InlineData("transfer_keep_alive", All, "NotExpendable")]
    [InlineData("transfer_allow_death", 499ul, "ExistentialDeposit")]
    public void A_transfer_is_refused(string call, ulong amount, string error) => Assert.Equal(error, Send(new PalletBench(TestKeys.Genesis()), call, amount));

    [Fact]
    public void An_account_below_the_existential_deposit_dies()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        var issuance = BalancesPallet.TotalIssuance.Get(bench.State);

        Assert.Null(Send(bench, "transfer_allow_death", All - 3));

        Assert.False(SystemPallet.Account.Contains(bench.State, TestKeys.Alice.Account));
        Assert.Equal(issuance - 3, BalancesPallet.TotalIssuance.Get(bench.State));
    }

    private static string? Send(PalletBench bench, string call, ulong amount) =>
        bench.Run(TestKeys.Alice, "Balances", call, ("dest", ScaleValue.Address(TestKeys.Stranger.Account)), ("value", amount));
}
