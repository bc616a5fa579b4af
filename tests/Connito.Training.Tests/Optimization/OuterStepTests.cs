using Connito.Training.Checkpoints;
using Connito.Training.Optimization;
using Connito.Training.Tests.Model;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Optimization;

public class OuterStepTests
{
    [Theory]
    [InlineData("mean", 1.0 / 3)]
    [InlineData("connito", 0.2)]
    public void Three_steps_equal_the_reference(string scenario, double weight)
    {
        using var scope = NewDisposeScope();
        using var records = ReferenceModel.Read("diloco.safetensors");
        var baseline = Part("base/");
        Checkpoint? momentum = null;
        for (var step = 0; step < 3; step++)
        {
            var shards = Enumerable.Range(0, 3).Select(worker => new WeightedShard(Worker(step, worker), weight)).ToArray();

            (baseline, momentum) = OuterStep.Apply(baseline, shards, momentum);

            foreach (var (name, expected) in Part($"{scenario}/after/{step}/").Tensors)
                ReferenceModel.Near(expected, baseline.Tensors[name], 1e-6, $"{name} after step {step}");
            foreach (var (name, expected) in Part($"{scenario}/momentum/{step}/").Tensors)
                ReferenceModel.Near(expected, momentum.Tensors[name], 1e-6, $"momentum of {name} after step {step}");
        }

        Checkpoint Part(string prefix) => new(records.Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value.clone())));

        IReadOnlyDictionary<string, Tensor> Worker(int step, int worker)
        {
            var tensors = Part($"worker/{step}/{worker}/").Tensors;
            if ((scenario, step, worker) == ("connito", 1, 2))
                tensors["model.layers.2.mlp.experts.down_proj"].view(-1)[5] = float.NaN;
            return tensors;
        }
    }

    [Fact]
    public void What_no_shard_holds_stays_and_keeps_its_type()
    {
        using var scope = NewDisposeScope();
        using var baseline = new Checkpoint([new("a", ones(4, dtype: bfloat16)), new("b", ones(4))]);

        var result = OuterStep.Apply(baseline, [new(new Dictionary<string, Tensor> { ["a"] = zeros(4) }, 1)]);

        Assert.True(result.Baseline.Tensors["b"].equal(baseline.Tensors["b"]).all().item<bool>());
        Assert.Equal(["a"], result.Momentum.Tensors.Keys);
        Assert.Equal(ScalarType.BFloat16, result.Baseline.Tensors["a"].dtype);
        // 1 - 0.7 · 1.9 · (1 - 0)
        Assert.Equal(-0.33, result.Baseline.Tensors["a"][0].to(float32).item<float>(), 2e-3);
        Assert.Equal(ones(4), baseline.Tensors["a"].to(float32), (a, b) => a.equal(b).all().item<bool>());
    }

    [Fact]
    public void An_unknown_name_or_shape_is_refused()
    {
        using var scope = NewDisposeScope();
        using var baseline = new Checkpoint([new("a", ones(4))]);

        Assert.Throws<TrainingException>(() => OuterStep.Apply(baseline, [new(new Dictionary<string, Tensor> { ["b"] = zeros(4) }, 1)]));
        Assert.Throws<TrainingException>(() => OuterStep.Apply(baseline, [new(new Dictionary<string, Tensor> { ["a"] = zeros(1) }, 1)]));
    }
}
