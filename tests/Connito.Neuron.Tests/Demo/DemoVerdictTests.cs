using Connito.Chain.Primitives;
using Connito.Neuron.Demo;

namespace Connito.Neuron.Tests.Demo;

public class DemoVerdictTests
{
    private static readonly string[] SameModel = ["aa", "aa"];

    [Fact]
    public void A_run_that_shows_everything_holds() => Assert.True(DemoVerdict.Of(GoodRows(), SameModel, 3.0, 2.9).Holds);

    [Fact]
    public void An_honest_miner_without_pay_is_noticed() =>
        AssertFails([GoodRows()[0], GoodRows()[1] with { Incentive = 0, Emission = new(0) }, GoodRows()[2]], SameModel, 2.9);

    [Fact]
    public void Pay_against_the_order_of_gain_is_noticed() =>
        AssertFails([GoodRows()[0] with { Incentive = 0.1 }, .. GoodRows()[1..]], SameModel, 2.9);

    [Fact]
    public void A_paid_copier_is_noticed() =>
        AssertFails([.. GoodRows()[..2], GoodRows()[2] with { Emission = new(1) }], SameModel, 2.9);

    [Fact]
    public void Validators_with_different_models_are_noticed() => AssertFails(GoodRows(), ["aa", "ab"], 2.9);

    [Fact]
    public void One_validator_alone_agrees_with_nobody() => AssertFails(GoodRows(), ["aa"], 2.9);

    [Fact]
    public void A_loss_that_did_not_fall_is_noticed() => AssertFails(GoodRows(), SameModel, 3.0);

    private static void AssertFails(DemoRow[] rows, string[] hashes, double lastLoss) =>
        Assert.Single(DemoVerdict.Of(rows, hashes, 3.0, lastLoss).Claims, claim => !claim.Holds);

    private static DemoRow[] GoodRows() =>
    [
        new("honest-1", Key(1), "trains 40 steps", IsHonest: true) { LossBefore = 3, LossAfter = 2.8, Weight = 0.7, Incentive = 0.7, Emission = new(70) },
        new("honest-2", Key(2), "trains 10 steps", IsHonest: true) { LossBefore = 3, LossAfter = 2.9, Weight = 0.3, Incentive = 0.3, Emission = new(30) },
        new("copier", Key(3), "copies", IsHonest: false) { Verdict = "a copy" },
    ];

    private static Hotkey Key(byte fill)
    {
        var bytes = new byte[32];
        Array.Fill(bytes, fill);
        return new(new AccountId(bytes));
    }
}
