using System.Globalization;
using System.Text.Json;
using Connito.Training.Experts;
using Connito.Training.Tests.Model;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Experts;

/// <summary>The whole way from text through the model's routers to a group's experts, held to the reference.</summary>
public sealed class RouterStatisticsOfModelTests
{
    private static readonly JsonElement Golden = Vectors.Json("model/esft.json");

    [Fact]
    public void Statistics_and_selection_equal_the_reference()
    {
        var statistics = Collect(Golden.GetProperty("batches").EnumerateArray().Select(batch => (batch, (JsonElement?)null)));
        foreach (var layer in Golden.GetProperty("layers").EnumerateObject())
        {
            var routing = statistics.Layers[int.Parse(layer.Name, CultureInfo.InvariantCulture)];
            Assert.Equal(layer.Value.GetProperty("tokens").GetInt64(), routing.TokenCount);
            Assert.Equal(layer.Value.GetProperty("count").EnumerateArray().Select(count => count.GetInt64()), routing.Counts);
            AssertNear(layer.Value.GetProperty("gate_score"), ExpertScores.GateScores(statistics), layer.Name);
        }

        var connito = Golden.GetProperty("connito");
        Assert.Equal(Assignment(connito, "weight"), ExpertSelection.ByCount(ExpertScores.GateScores(statistics), 6, 0));
        Assert.Equal(Assignment(connito, "count"), ExpertSelection.ByCount(ExpertScores.TokenRatios(statistics), 6, 0));
    }

    [Fact]
    public void Padding_does_not_count()
    {
        var masked = Golden.GetProperty("masked");
        var statistics = Collect([(masked.GetProperty("input_ids"), masked.GetProperty("attention_mask"))]);

        Assert.All(statistics.Layers.Values, layer => Assert.Equal(masked.GetProperty("tokens_counted").GetInt64(), layer.TokenCount));
        Assert.Equal(Parse(masked.GetProperty("assignment_weight")), ExpertSelection.ByCount(ExpertScores.GateScores(statistics), 6, 0));
        Assert.Equal(Parse(masked.GetProperty("assignment_count")), ExpertSelection.ByCount(ExpertScores.TokenRatios(statistics), 6, 0));
    }

    [Fact]
    public void Samples_of_any_length_count_the_same_in_a_mean()
    {
        var golden = Golden.GetProperty("variable_length");
        var samples = golden.GetProperty("samples").EnumerateArray().Select(sample => Collect([(sample, null)])).ToArray();
        var gate = ExpertScores.Mean([.. samples.Select(ExpertScores.GateScores)]);
        var token = ExpertScores.Mean([.. samples.Select(ExpertScores.TokenRatios)]);
        foreach (var layer in golden.GetProperty("mean_over_samples").EnumerateObject())
        {
            AssertNear(layer.Value.GetProperty("gate_score"), gate, layer.Name);
            AssertNear(layer.Value.GetProperty("token_ratio"), token, layer.Name);
        }
    }

    private static RouterStatistics Collect(IEnumerable<(JsonElement Ids, JsonElement? Mask)> batches)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = ReferenceModel.Load("base");
        using var collector = new RouterStatisticsCollector(model.Configuration.NRoutedExperts);
        foreach (var (ids, mask) in batches)
        {
            var mask_BS = mask is { } given ? ToTensor(given) : null;
            model.OnRouted = (layer, routing) =>
                collector.Add(layer, routing.Experts_TK, routing.Weights_TK, mask_BS?.flatten().to(ScalarType.Bool));
            model.forward(ToTensor(ids), mask_BS);
        }

        return collector.ToStatistics();
    }

    private static Tensor ToTensor(JsonElement rows) =>
        stack(rows.EnumerateArray().Select(row => tensor(row.EnumerateArray().Select(id => id.GetInt64()).ToArray())));

    private static void AssertNear(JsonElement wanted, ExpertScores scores, string layer) =>
        Assert.All(wanted.EnumerateArray().Select(value => value.GetDouble()), (value, expert) =>
            Assert.Equal(value, scores.Layers[int.Parse(layer, CultureInfo.InvariantCulture)][expert], Math.Max(value * 1e-5, 1e-9)));

    private static ExpertAssignment Assignment(JsonElement golden, string measure) =>
        Parse(golden.GetProperty(measure).GetProperty("assignment"));

    private static ExpertAssignment Parse(JsonElement assignment) =>
        ExpertAssignment.Parse(System.Text.Encoding.UTF8.GetBytes(assignment.GetRawText()), 0);
}
