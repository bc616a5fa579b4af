using Connito.Chain.Scale;
using Connito.Localnet.Declarations;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Tests.Pallets;

public class WeightSettingTests
{
    [Fact]
    public void Weights_are_stored_upscaled_and_told_of()
    {
        var bench = new PalletBench(TestKeys.Genesis());

        Assert.Null(Set(bench, [1, 2], [1, 3]));

        Assert.Equal([((ushort)1, (ushort)21845), ((ushort)2, (ushort)65535)], SubtensorStorage.Weights.Get(bench.State, (1, 0)));
        Assert.Equal(1ul, SubtensorStorage.LastUpdate.Get(bench.State, 1)[0]);
        Assert.Equal("SubtensorModule.WeightsSet(1, 0)", Assert.Single(bench.Events));
    }

    [Theory]
    [InlineData("""{"CommitRevealWeightsEnabled":true}""", "CommitRevealEnabled")]
    [InlineData("""{"WeightsVersionKey":8}""", "IncorrectWeightVersionKey")]
    [InlineData("""{"MinAllowedWeights":3}""", "WeightVecLengthIsLow")]
    [InlineData("""{"MaxWeightsLimit":32767}""", "MaxWeightExceeded")]
    public void A_hyperparameter_refuses_weights(string hyperparameters, string error) =>
        Assert.Equal(error, Set(new PalletBench(TestKeys.Genesis(hyperparameters)), [1, 2], [1, 3], versionKey: 7));

    [Theory]
    [InlineData(new ushort[] { 1, 2 }, new ushort[] { 1 }, "WeightVecNotEqualSize")]
    [InlineData(new ushort[] { 0, 1, 2, 3 }, new ushort[] { 1, 1, 1, 1 }, "UidsLengthExceedUidsInSubNet")]
    [InlineData(new ushort[] { 1, 1 }, new ushort[] { 1, 1 }, "DuplicateUids")]
    [InlineData(new ushort[] { 1, 3 }, new ushort[] { 1, 1 }, "UidVecContainInvalidOne")]
    public void A_row_is_refused(ushort[] uids, ushort[] weights, string error) =>
        Assert.Equal(error, Set(new PalletBench(TestKeys.Genesis()), uids, weights));

    [Fact]
    public void The_signer_must_be_registered_and_permitted()
    {
        var bench = new PalletBench(TestKeys.Genesis());

        Assert.Equal("HotKeyNotRegisteredInSubNet", Call(bench, TestKeys.Stranger, 1, 0, [1, 2], [1, 1]));
        Assert.Equal("NeuronNoValidatorPermit", Call(bench, TestKeys.MinerOne, 1, 0, [0, 2], [1, 1]));
        Assert.Null(Call(bench, TestKeys.MinerOne, 1, 0, [1], [1]));
    }

    [Fact]
    public void Subnet_and_mechanism_must_exist()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        SubtensorStorage.CommitRevealWeightsEnabled.Set(bench.State, 9, false);

        Assert.Equal("CanNotSetRootNetworkWeights", Call(bench, TestKeys.Validator, 0, 0, [], []));
        Assert.Equal("SubnetNotExists", Call(bench, TestKeys.Validator, 9, 0, [], []));
        Assert.Equal("MechanismDoesNotExist", Call(bench, TestKeys.Validator, 1, 1, [1], [1]));
    }

    [Fact]
    public void Stake_below_the_threshold_cannot_weigh()
    {
        var genesis = TestKeys.Genesis();
        var threshold = System.Text.Json.JsonDocument.Parse("""{"StakeThreshold":100000000001}""").RootElement.GetProperty("StakeThreshold");
        var bench = new PalletBench(genesis with { Parameters = genesis.Parameters.Add("StakeThreshold", threshold) });

        Assert.Equal("NotEnoughStakeToSetWeights", Set(bench, [1], [1]));
        Assert.Equal(CustomValidityError.StakeTooLow, Validate(bench));
    }

    [Fact]
    public void Weights_too_soon_stay_out_of_the_pool()
    {
        var bench = new PalletBench(TestKeys.Genesis("""{"WeightsSetRateLimit":5}"""));
        Assert.Null(Set(bench, [1, 2], [1, 3]));

        bench.Advance(4);
        Assert.Equal("SettingWeightsTooFast", Set(bench, [1, 2], [1, 3]));
        Assert.Equal(CustomValidityError.RateLimitExceeded, Validate(bench));

        bench.Advance(1);
        Assert.Null(Validate(bench));
        Assert.Null(Set(bench, [1, 2], [1, 3]));
    }

    [Fact]
    public void Upscaling_equals_the_runtimes() => Assert.Multiple(
        // Recorded cases of Subtensor's own rounding: below and above half of the greatest weight.
        () => Assert.Equal([21845, 43690, 65535], WeightSetting.MaxUpscale([1, 2, 3])),
        () => Assert.Equal([65535, 32768, 16384], WeightSetting.MaxUpscale([100, 50, 25])),
        () => Assert.Equal([0, 0], WeightSetting.MaxUpscale([0, 0])),
        () => Assert.Equal([65535, 32767, 2], WeightSetting.MaxUpscale([40000, 20000, 1])),
        () => Assert.Equal([65535, 32768], WeightSetting.MaxUpscale([32768, 16384])),
        () => Assert.Equal([65535, 6], WeightSetting.MaxUpscale([32769, 3])));

    private static CustomValidityError? Validate(PalletBench bench) => bench.Validate(
        TestKeys.Validator, "SubtensorModule", "set_weights",
        ("netuid", 1), ("dests", (ScaleValue)new ushort[] { 1 }), ("weights", (ScaleValue)new ushort[] { 1 }), ("version_key", 0));

    private static string? Set(PalletBench bench, ushort[] uids, ushort[] weights, ulong versionKey = 0) => bench.Run(
        TestKeys.Validator, "SubtensorModule", "set_weights", ("netuid", 1), ("dests", uids), ("weights", weights), ("version_key", versionKey));

    private static string? Call(PalletBench bench, Chain.Crypto.Keypair signer, ushort netuid, byte mechanism, ushort[] uids, ushort[] weights) => bench.Run(
        signer, "SubtensorModule", "set_mechanism_weights",
        ("netuid", netuid), ("mecid", mechanism), ("dests", uids), ("weights", weights), ("version_key", 0));
}
