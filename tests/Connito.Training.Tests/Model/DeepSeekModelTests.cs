using System.Collections.Immutable;
using Connito.Training.Experts;
using Connito.Training.Model;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Model;

public class DeepSeekModelTests
{
    private static readonly Tensor Ids = arange(48, int64).view(2, 24).DetachFromDisposeScope();

    [Fact]
    public void A_partial_model_has_the_full_ones_weights_for_the_same_seed()
    {
        using var full = new DeepSeekModel(ReferenceModel.Configuration("partial"), seed: 7);
        using var part = new DeepSeekModel(ReferenceModel.Configuration("partial"), ReferenceModel.Group("partial"), seed: 7);

        Assert.Equal(3 * 6 * 2, part.State.Keys.Count(name => name.Contains(".experts.", StringComparison.Ordinal)));
        Assert.All(part.State, pair => Assert.True(pair.Value.equal(full.State[pair.Key]).all().item<bool>(), pair.Key));
        using var other = new DeepSeekModel(ReferenceModel.Configuration("partial"), seed: 8);
        Assert.False(other.State["lm_head.weight"].equal(full.State["lm_head.weight"]).all().item<bool>());
    }

    [Fact]
    public void Exports_split_the_state_and_load_again()
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load("partial");
        using var experts = model.ExportExperts();
        using var shared = model.ExportShared();
        using var copy = new DeepSeekModel(model.Configuration, model.Group, seed: 5);

        Assert.Equal(model.State.Keys, experts.Tensors.Keys.Concat(shared.Tensors.Keys).Order(StringComparer.Ordinal));
        Assert.Contains("model.layers.2.mlp.experts.14.gate_up_proj", experts.Tensors.Keys);
        Assert.Contains("model.layers.2.mlp.shared_experts.up_proj.weight", shared.Tensors.Keys);

        copy.LoadPart(experts.Tensors);
        copy.LoadPart(shared.Tensors);
        ReferenceModel.Near(model.forward(Ids), copy.forward(Ids), 0, "logits");
    }

    [Fact]
    public void Names_that_are_missing_or_unknown_are_refused_and_nothing_is_copied()
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load("partial");
        var state = model.State.ToDictionary(pair => pair.Key, pair => pair.Value.detach() + 1);
        using var before = model.ExportShared();

        var unknown = Assert.Throws<TrainingException>(() => model.Load(new Dictionary<string, Tensor>(state) { ["model.extra"] = zeros(1) }));
        state.Remove("model.norm.weight");
        var missing = Assert.Throws<TrainingException>(() => model.Load(state));
        state["model.norm.weight"] = zeros(3);
        var misshapen = Assert.Throws<TrainingException>(() => model.Load(state));

        Assert.Equal("1 names are not this model's: model.extra.", unknown.Message);
        Assert.Equal($"1 of the model's {model.State.Count} parameters are missing: model.norm.weight.", missing.Message);
        Assert.Equal("model.norm.weight should be [64] and is [3].", misshapen.Message);
        Assert.All(before.Tensors, pair => Assert.True(pair.Value.equal(model.State[pair.Key]).all().item<bool>()));
    }

    [Fact]
    public void A_group_must_fit_the_model()
    {
        var configuration = ReferenceModel.Configuration("base");
        Assert.Throws<TrainingException>(() => new DeepSeekModel(configuration, GroupOf(0, 1)));
        Assert.Throws<TrainingException>(() => new DeepSeekModel(configuration, GroupOf(1, 16)));

        static ExpertGroup GroupOf(int layer, int expert) => new(3, [KeyValuePair.Create(layer, ImmutableArray.Create(expert))]);
    }

    [Fact]
    public void Compressed_queries_and_a_tied_head_are_built()
    {
        using var scope = NewDisposeScope();
        using var model = new DeepSeekModel(ReferenceModel.Configuration("base") with { QLoraRank = 12, TieWordEmbeddings = true });

        Assert.Equal([2, 24, 256], model.forward(Ids).shape);
        Assert.DoesNotContain("lm_head.weight", model.State.Keys);
        Assert.Contains("model.layers.0.self_attn.q_a_layernorm.weight", model.State.Keys);
    }

    [Fact]
    public void Half_precision_stays_near_float32()
    {
        using var scope = NewDisposeScope();
        using var exact = new DeepSeekModel(ReferenceModel.Configuration("base"), seed: 1);
        using var half = new DeepSeekModel(ReferenceModel.Configuration("base"), type: ScalarType.BFloat16, seed: 1);

        Assert.Equal(ScalarType.BFloat16, half.forward(Ids).dtype);
        Assert.Equal(exact.Loss(Ids, Ids).item<float>(), half.Loss(Ids, Ids).item<float>(), 0.02);
    }

    [Fact]
    public void Forward_and_backward_passes_leave_no_tensors_behind()
    {
        using var model = ReferenceModel.Load("partial-few");
        foreach (var parameter in model.State.Values)
            parameter.requires_grad = true;

        Step();
        var before = LiveTensors();
        for (var step = 0; step < 10; step++)
            Step();

        Assert.Equal(before, LiveTensors());

        void Step()
        {
            using var scope = NewDisposeScope();
            model.Loss(Ids, Ids).backward();
            model.zero_grad();
        }

        static long LiveTensors() => TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
    }
}
