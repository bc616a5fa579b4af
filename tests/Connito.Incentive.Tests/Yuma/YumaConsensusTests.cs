using System.Collections.Immutable;
using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Incentive.Yuma;

namespace Connito.Incentive.Tests.Yuma;

public class YumaConsensusTests
{
    public static TheoryData<int, string> Epochs =>
        [.. YumaVectors.Epochs.Select((epoch, i) => (i, epoch.GetProperty("name").GetString()!))];

    [Theory]
    [MemberData(nameof(Epochs))]
    public void An_epoch_is_the_runtimes_to_the_bit(int index, string name)
    {
        var expected = YumaVectors.Epochs[index].GetProperty("output");

        var output = YumaConsensus.Run(YumaVectors.Input(YumaVectors.Epochs[index]));

        Assert.NotEmpty(name);
        Assert.Equal(expected.GetProperty("active").EnumerateArray().Select(flag => flag.GetBoolean()), output.Active);
        Assert.Equal(expected.GetProperty("new_validator_permit").EnumerateArray().Select(flag => flag.GetBoolean()), output.ValidatorPermit);
        AssertColumn(expected, "active_stake_i32f32", output.Exact.ActiveStake.Select(value => value.Bits));
        AssertColumn(expected, "consensus_i32f32", output.Exact.Consensus.Select(value => value.Bits));
        AssertColumn(expected, "incentive_i32f32", output.Exact.Incentive.Select(value => value.Bits));
        AssertColumn(expected, "dividends_i32f32", output.Exact.Dividends.Select(value => value.Bits));
        AssertColumn(expected, "validator_trust_i32f32", output.Exact.ValidatorTrust.Select(value => value.Bits));
        AssertColumn(expected, "stake_weight", output.StakeWeight.Select(value => (long)value));
        AssertColumn(expected, "consensus", output.Consensus.Select(value => (long)value));
        AssertColumn(expected, "incentive", output.Incentive.Select(value => (long)value));
        AssertColumn(expected, "dividends", output.Dividends.Select(value => (long)value));
        AssertColumn(expected, "validator_trust", output.ValidatorTrust.Select(value => (long)value));
        AssertColumn(expected, "server_emission", output.ServerEmission.Select(value => (long)value));
        AssertColumn(expected, "validator_emission", output.ValidatorEmission.Select(value => (long)value));
        AssertColumn(expected, "emission", output.Emission.Select(value => (long)value));
        Assert.All(output.Bonds, (row, uid) => Assert.Equal(
            YumaVectors.Row(expected.GetProperty("bonds"), uid), row.Select(bond => (bond.Uid.Value, bond.Value))));
    }

    [Fact]
    public void Emission_is_conserved_to_a_rao_a_neuron_and_the_share_rounding() =>
        Inputs.Sample(input =>
        {
            var output = YumaConsensus.Run(input);
            var paid = output.Emission.Aggregate(UInt128.Zero, (sum, amount) => sum + amount);
            var parts = output.ServerEmission.Concat(output.ValidatorEmission).Aggregate(UInt128.Zero, (sum, amount) => sum + amount);

            // Each share is cut to 32 fraction bits, so that each loses less than emission / 2^32 and a rao.
            var tolerance = (UInt128)(2 * input.Neurons.Length) * ((input.Emission >> 32) + 2);
            var isStaked = input.Neurons.Any(neuron => neuron.Stake.Floor > 0);
            Assert.True(paid <= input.Emission && parts <= input.Emission);
            Assert.True(!isStaked || (paid + tolerance >= input.Emission && parts + tolerance >= input.Emission));
        });

    [Fact]
    public void A_minority_of_stake_cannot_pay_its_favourite()
    {
        var honest = Enumerable.Range(0, 3).Select(_ => Validator(stake: 20, (3, 1)));
        var input = new YumaInput(new(100), [.. honest, Miner(), Miner(), Validator(stake: 39, (4, 65535))], 1_000_000_000, new YumaParameters());

        var output = YumaConsensus.Run(input);

        Assert.Equal(0UL, output.Emission[4]);
        Assert.InRange(output.Emission[3], 499_999_990UL, 500_000_000UL);
        Assert.Equal(0, output.ValidatorTrust[5]);
    }

    [Fact]
    public void A_row_that_names_nobody_is_refused()
    {
        var input = new YumaInput(new(10), [Validator(1, (7, 1))], 1, new YumaParameters());

        Assert.Contains("uid 7", Assert.Throws<ArgumentException>(() => YumaConsensus.Run(input)).Message);
    }

    [Fact]
    public void An_empty_subnet_pays_nobody() =>
        Assert.Empty(YumaConsensus.Run(new YumaInput(new(10), [], 1, new YumaParameters())).Emission);

    private static YumaNeuron Miner() => new(default, new(0), new(1), ValidatorPermit: false, [], []);

    private static YumaNeuron Validator(ulong stake, params (ushort Uid, ushort Value)[] weights) => new(
        I64F64.From(new Tao(stake)), new(90), new(1), ValidatorPermit: true,
        [.. weights.Select(weight => new ChainWeight(new Uid(weight.Uid), weight.Value))], []);

    private static Gen<YumaInput> Inputs { get; } =
        from count in Gen.Int[1, 12]
        from neurons in Neurons(count).Array[count]
        from emission in Gen.ULong[0, 1UL << 50]
        from yuma3 in Gen.Bool
        from liquid in Gen.Bool
        from penalty in Gen.OneOf(Gen.Const<ushort>(0), Gen.Const<ushort>(30_000), Gen.Const(ushort.MaxValue))
        select new YumaInput(new(10_000), [.. neurons], emission, new YumaParameters
        {
            MaxAllowedValidators = 4,
            Yuma3 = yuma3,
            LiquidAlpha = liquid,
            BondsPenalty = penalty,
        });

    private static Gen<YumaNeuron> Neurons(int count) =>
        from stake in Gen.Frequency((1, Gen.Const(0UL)), (2, Gen.ULong[1, 1UL << 60]))
        from update in Gen.UInt[1, 10_000]
        from registered in Gen.UInt[0, 9_000]
        from permit in Gen.Bool
        from weights in Rows(count)
        from bonds in Rows(count)
        select new YumaNeuron(
            I64F64.From(new Tao(stake)), new(update), new(registered), permit,
            [.. weights.Select(pair => new ChainWeight(pair.Uid, pair.Value))], [.. bonds.Select(pair => new ChainBond(pair.Uid, pair.Value))]);

    private static Gen<ImmutableArray<(Uid Uid, ushort Value)>> Rows(int count) =>
        Gen.Select(Gen.UShort[0, (ushort)(count - 1)], Gen.UShort).Array[0, count]
            .Select(pairs => pairs.DistinctBy(pair => pair.Item1).Select(pair => (new Uid(pair.Item1), pair.Item2)).ToImmutableArray());

    private static void AssertColumn(JsonElement expected, string name, IEnumerable<long> actual) =>
        Assert.Equal(YumaVectors.Longs(expected.GetProperty(name)), actual);
}
