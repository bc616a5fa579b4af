using System.Collections.Immutable;
using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Chain.Tests.Crypto;

namespace Connito.Chain.Tests.Subtensor;

public class WeightAllocationTests
{
    public static TheoryData<string> Labels =>
        [.. CryptoVectors.Rows("weights.json", "emit").Select(row => row.GetProperty("label").GetString()!)];

    [Theory]
    [MemberData(nameof(Labels))]
    public void Chain_weights_are_those_of_the_SDK(string label)
    {
        var row = CryptoVectors.Rows("weights.json", "emit").Single(candidate => candidate.GetProperty("label").GetString() == label);
        var weights = Column<double>(row, "weights_float32");
        var allocation = new WeightAllocation([.. Column<ushort>(row, "uids").Zip(weights, (uid, weight) => (new Uid(uid), weight))]);

        var expected = Column<ushort>(row, "emit_uids")
            .Zip(Column<ushort>(row, "emit_weights"), (uid, value) => new ChainWeight(new Uid(uid), value));
        Assert.Equal(expected, allocation.ToChainWeights());
    }

    [Fact]
    public void Shares_sum_to_one_and_the_largest_weighs_most() =>
        Gen.Double[0, 1e6].Array[1, 64].Sample(weights =>
        {
            var allocation = WeightAllocation.Of(weights.Select((weight, uid) => (new Uid((ushort)uid), weight)));
            if (weights.Sum() == 0)
                return allocation.Shares.IsEmpty;

            return Math.Abs(allocation.Shares.Sum(entry => entry.Share) - 1) < 1e-9
                && allocation.ToChainWeights().Max(weight => weight.Value) == ushort.MaxValue;
        });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_no_share_is_refused(double weight)
    {
        Assert.Throws<ArgumentException>(() => WeightAllocation.Of([(new Uid(1), weight)]));
        Assert.Throws<ArgumentException>(() => new WeightAllocation([(new Uid(1), weight)]).ToChainWeights());
    }

    [Fact]
    public void A_neuron_named_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => WeightAllocation.Of([(new Uid(1), 0.5), (new Uid(1), 0.5)]));

    private static ImmutableArray<T> Column<T>(JsonElement row, string name) => [.. row.GetProperty(name).Deserialize<T[]>()!];
}
