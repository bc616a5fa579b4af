using Connito.Training.Model;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Model;

/// <summary>Against what public reference code computed; tolerances from <c>tests/vectors/model/README.md</c>.</summary>
public class DeepSeekModelGoldenTests
{
    [Theory]
    [InlineData("base")]
    [InlineData("yarn-plain-scale")]
    [InlineData("yarn-mscale")]
    [InlineData("group")]
    [InlineData("partial")]
    [InlineData("partial-yarn")]
    [InlineData("partial-few")]
    [InlineData("partial-group")]
    [InlineData("partial-top2")]
    [InlineData("scaled")]
    [InlineData("norm-topk-original")]
    [InlineData("pad-right")]
    [InlineData("pad-left")]
    [InlineData("one-token")]
    public void Logits_hidden_states_and_loss_equal_the_reference(string name)
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load(name);
        using var records = ReferenceModel.Records(name);
        var mask = records.Tensors.GetValueOrDefault("attention_mask");
        var hidden = new Dictionary<string, Tensor>();
        model.OnLayerEnd = (layer, states) => hidden[layer < 0 ? "hidden.embed" : $"hidden.layer.{layer}"] = states.clone().DetachFromDisposeScope();

        var logits = model.forward(records.Tensors["input_ids"], mask);

        var counted = (mask ?? ones_like(records.Tensors["input_ids"])).unsqueeze(-1);
        ReferenceModel.Near(records.Tensors["logits"] * counted, logits * counted, 2e-4, "logits");
        foreach (var (key, value) in records.Tensors.Where(pair => hidden.ContainsKey(pair.Key)))
            ReferenceModel.Near(value, hidden[key], 2e-4, key);
        if (records.Tensors.TryGetValue("hidden.final_norm", out var normed))
            ReferenceModel.Near(normed, model.Hidden(records.Tensors["input_ids"]), 2e-4, "hidden.final_norm");
        if (ReferenceModel.Case(name)["loss"] is { } loss)
        {
            var labels = records.Tensors.GetValueOrDefault("labels") ?? records.Tensors["input_ids"];
            Assert.Equal(loss.GetValue<double>(), model.Loss(records.Tensors["input_ids"], labels, mask).item<float>(), 2e-5);
        }

        foreach (var states in hidden.Values)
            states.Dispose();
    }

    [Theory]
    [InlineData("long")]
    [InlineData("long-yarn-plain-scale")]
    [InlineData("long-yarn-mscale")]
    public void Logits_of_a_long_sequence_equal_the_reference(string name)
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load(name);
        using var records = ReferenceModel.Records(name);

        var logits = model.forward(records.Tensors["input_ids"]);

        ReferenceModel.Near(records.Tensors["logits_at_positions"], logits.index_select(1, records.Tensors["positions"]), 2e-4, name);
        Assert.Equal(
            ReferenceModel.Case(name)["loss"]!.GetValue<double>(),
            model.Loss(records.Tensors["input_ids"], records.Tensors["input_ids"]).item<float>(),
            2e-5);
    }

    [Theory]
    [InlineData("rope-v2lite-yarn", true)]
    [InlineData("rope-v2lite-default", false)]
    public void Rotary_tables_equal_the_reference_at_full_size(string name, bool isYarn)
    {
        using var scope = NewDisposeScope();
        using var records = ReferenceModel.Records(name);
        var scaling = ReferenceModel.Configuration("yarn-plain-scale").RopeScaling;
        using var rotary = new RotaryEmbedding(
            ReferenceModel.Configuration("base") with { QkRopeHeadDim = 64, RopeScaling = isYarn ? scaling : null }, CPU);

        var positions = records.Tensors["positions"];
        var table = view_as_real(rotary.Table(positions.max().item<long>() + 1).index_select(0, positions));

        ReferenceModel.Near(records.Tensors["inv_freq"], rotary.InverseFrequencies_P, 0, "inv_freq");
        ReferenceModel.Near(records.Tensors["cos"], table.select(-1, 0), 6e-8, "cos");
        ReferenceModel.Near(records.Tensors["sin"], table.select(-1, 1), 6e-8, "sin");
    }

    [Theory]
    [InlineData("base")]
    [InlineData("yarn-plain-scale")]
    [InlineData("yarn-mscale")]
    [InlineData("group")]
    [InlineData("partial")]
    [InlineData("partial-yarn")]
    [InlineData("partial-few")]
    [InlineData("partial-group")]
    [InlineData("partial-top2")]
    public void Routing_equals_the_reference(string name)
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load(name);
        using var records = ReferenceModel.Records(name);
        var layers = 0;
        model.OnRouted = (layer, routing) =>
        {
            layers++;
            if (records.Tensors.TryGetValue($"router.layer.{layer}.probs", out var probabilities))
                ReferenceModel.Near(probabilities, routing.Probabilities_TE, 2e-5, $"probabilities of layer {layer}");
            // By weight an expert: the order of the chosen carries no meaning, and a pick without weight or without a local expert no effect.
            var expected = Spread(records.Tensors[$"router.layer.{layer}.topk_weights"], records.Tensors[$"router.layer.{layer}.topk_ids"]);
            var actual = Spread(routing.Weights_TK, routing.Experts_TK);
            ReferenceModel.Near(expected > 0, actual > 0, 0, $"experts of layer {layer}");
            ReferenceModel.Near(expected, actual, 2e-5, $"weights of layer {layer}");
        };

        model.forward(records.Tensors["input_ids"]);

        Assert.Equal(3, layers);

        Tensor Spread(Tensor weights_TK, Tensor experts_TK) =>
            zeros([weights_TK.shape[0], 16]).scatter_(1, experts_TK, weights_TK.detach().clamp_min(0));
    }

    [Theory]
    [InlineData("base")]
    [InlineData("yarn-plain-scale")]
    [InlineData("yarn-mscale")]
    [InlineData("group")]
    [InlineData("partial")]
    [InlineData("partial-yarn")]
    [InlineData("partial-few")]
    [InlineData("partial-group")]
    [InlineData("partial-top2")]
    public void Gradients_equal_the_reference(string name)
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load(name);
        using var records = ReferenceModel.Records(name);
        foreach (var parameter in model.State.Values)
            parameter.requires_grad = true;

        model.Loss(records.Tensors["input_ids"], records.Tensors["input_ids"]).backward();

        var gradients = HubNamed(model);
        foreach (var (key, value) in records.Tensors.Where(pair => pair.Key.StartsWith("grad.", StringComparison.Ordinal)))
        {
            var largest = value.abs().max().item<float>();
            ReferenceModel.Near(value, gradients[key["grad.".Length..]], (1e-4 * largest) + 1e-9, key);
        }

        foreach (var (key, norm) in ReferenceModel.Case(name)["grad_l2"]!.AsObject())
        {
            var expected = norm!.GetValue<double>();
            Assert.Equal(expected, gradients[key].norm().item<float>(), (1e-4 * expected) + 1e-6);
        }
    }

    private static Dictionary<string, Tensor> HubNamed(DeepSeekModel model)
    {
        var named = new Dictionary<string, Tensor>();
        foreach (var (name, parameter) in model.State)
        {
            var gradient = parameter.grad ?? zeros_like(parameter);
            var isExpert = model.ExpertsByPrefix.Keys.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
            if (isExpert && name.EndsWith("gate_up_proj", StringComparison.Ordinal))
            {
                var halves = gradient.chunk(2);
                named[name.Replace("gate_up_proj", "gate_proj.weight")] = halves[0];
                named[name.Replace("gate_up_proj", "up_proj.weight")] = halves[1];
            }
            else
            {
                named[isExpert ? $"{name}.weight" : name] = gradient;
            }
        }

        return named;
    }
}
