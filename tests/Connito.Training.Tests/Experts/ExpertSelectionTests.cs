using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Connito.Training.Experts;

namespace Connito.Training.Tests.Experts;

public sealed class ExpertSelectionTests
{
    private const int ExpertsPerToken = 4;

    private static readonly JsonElement Golden = Vectors.Json("model/esft.json");

    public static TheoryData<string, string> Thresholds =>
    [
        .. Golden.GetProperty("selection").EnumerateObject()
            .SelectMany(measure => measure.Value.EnumerateObject().Select(threshold => (measure.Name, threshold.Name))),
    ];

    [Fact]
    public void Scores_equal_the_reference()
    {
        var gate = ExpertScores.GateScores(Statistics());
        var token = ExpertScores.TokenRatios(Statistics());
        foreach (var layer in Golden.GetProperty("layers").EnumerateObject())
        {
            Assert.Equal(Doubles(layer.Value.GetProperty("token_ratio")), token.Layers[Number(layer)]);
            Assert.All(Doubles(layer.Value.GetProperty("gate_score")), (wanted, expert) =>
                Assert.Equal(wanted, gate.Layers[Number(layer)][expert], wanted * 1e-5));
        }
    }

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void Experts_taken_by_a_threshold_equal_the_reference(string measure, string threshold)
    {
        var scores = measure == "gate" ? ExpertScores.GateScores(Statistics()) : ExpertScores.TokenRatios(Statistics());
        var assignment = ExpertSelection.ByThreshold(scores, double.Parse(threshold, CultureInfo.InvariantCulture), 0);
        foreach (var layer in Golden.GetProperty("selection").GetProperty(measure).GetProperty(threshold).EnumerateObject())
            Assert.Equal(Integers(layer.Value.GetProperty("experts")), assignment.Layers[Number(layer)].Select(slot => (long)slot.Expert));
    }

    [Theory]
    [InlineData("weight")]
    [InlineData("count")]
    public void Experts_taken_by_count_equal_the_network_s_own_tool(string measure)
    {
        var golden = Golden.GetProperty("connito").GetProperty(measure);
        var expected = Encoding.UTF8.GetBytes(golden.GetProperty("assignment").GetRawText());
        var scores = measure == "weight" ? ExpertScores.GateScores(Statistics()) : ExpertScores.TokenRatios(Statistics());

        Assert.Equal(ExpertAssignment.Parse(expected, 0), ExpertSelection.ByCount(scores, 6, 0));
    }

    [Theory]
    [InlineData("gate_score", "selected_gate_score")]
    [InlineData("token_ratio", "selected_token_ratio")]
    public void Experts_taken_by_means_over_samples_equal_the_reference(string score, string selected)
    {
        var golden = Golden.GetProperty("variable_length").GetProperty("mean_over_samples");
        var scores = new ExpertScores(golden.EnumerateObject().Select(layer =>
            KeyValuePair.Create(Number(layer), Doubles(layer.Value.GetProperty(score)))));
        foreach (var layer in golden.EnumerateObject())
        {
            var wanted = layer.Value.GetProperty(selected);
            var assignment = ExpertSelection.ByThreshold(scores, wanted.GetProperty("p").GetDouble(), 0);
            Assert.Equal(Integers(wanted.GetProperty("experts")), assignment.Layers[Number(layer)].Select(slot => (long)slot.Expert));
        }
    }

    [Fact]
    public void A_mean_counts_each_sample_the_same()
    {
        var mean = ExpertScores.Mean([Scores(0.2, 0.8), Scores(0.6, 0.4)]);
        Assert.Equal([0.4, 0.6], mean.Layers[1].Select(score => Math.Round(score, 12)));
        Assert.Throws<TrainingException>(() => ExpertScores.Mean([]));
        Assert.Throws<TrainingException>(() => ExpertScores.Mean([Scores(1), Scores(0.5, 0.5)]));
    }

    [Fact]
    public void Of_equal_scores_the_lower_id_is_taken() =>
        Assert.Equal([1, 2], ExpertSelection.ByCount(Scores(0.1, 0.3, 0.3, 0.3), 2, 0).Layers[1].Select(slot => slot.Expert));

    [Fact]
    public void Fewer_experts_in_use_than_wanted_is_an_error()
    {
        var exception = Assert.Throws<TrainingException>(() => ExpertSelection.ByCount(Scores(0.5, 0, 0.5), 3, 0));
        Assert.StartsWith("Layer 1 used 2 experts; 3 are wanted.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_router_that_saw_no_token_has_no_scores()
    {
        var empty = new RouterStatistics([new(3, new LayerRouting(0, 2, [0, 0], [0, 0]))]);
        var exception = Assert.Throws<TrainingException>(() => ExpertScores.GateScores(empty));
        Assert.Contains("layer 3", exception.Message, StringComparison.Ordinal);
    }

    private static RouterStatistics Statistics() => new(Golden.GetProperty("layers").EnumerateObject().Select(layer =>
        KeyValuePair.Create(Number(layer), new LayerRouting(
            layer.Value.GetProperty("tokens").GetInt64(),
            ExpertsPerToken,
            [.. Integers(layer.Value.GetProperty("count"))],
            Doubles(layer.Value.GetProperty("weight_sum"))))));

    private static ExpertScores Scores(params double[] scores) => new([KeyValuePair.Create(1, scores.ToImmutableArray())]);

    private static int Number(JsonProperty layer) => int.Parse(layer.Name, CultureInfo.InvariantCulture);

    private static ImmutableArray<double> Doubles(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    private static IEnumerable<long> Integers(JsonElement list) => list.EnumerateArray().Select(value => value.GetInt64());
}
