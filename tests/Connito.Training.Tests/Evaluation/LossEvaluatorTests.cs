using Connito.Training.Checkpoints;
using Connito.Training.Data;
using Connito.Training.Evaluation;
using Connito.Training.Tests.Model;
using Connito.Training.Tests.Optimization;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Evaluation;

public class LossEvaluatorTests
{
    private static readonly TokenBatch[] Batches = [InnerLoopTests.Random(1, 3), InnerLoopTests.Random(2, 2)];

    [Fact]
    public void A_sequences_loss_is_its_mean_alone()
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load("partial");
        var (ids, _) = Batches[0].ToTensors(CPU);

        var losses = new LossEvaluator(model).Evaluate(Batches);

        Assert.Equal(5, losses.Length);
        for (var row = 0; row < 3; row++)
            Assert.Equal(model.Loss(ids.narrow(0, row, 1), ids.narrow(0, row, 1)).item<float>(), losses[row], 1e-5);
    }

    [Fact]
    public void Labels_that_do_not_count_are_left_out()
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load("partial");
        var batch = Batches[0];
        var masked = new TokenBatch(batch.Ids, [.. batch.Labels.Select((label, at) => at % 24 < 12 ? label : TokenBatch.Ignored)], 3, 24);
        var (ids, labels) = masked.ToTensors(CPU);

        Assert.Equal(model.Loss(ids[..1], labels[..1]).item<float>(), new LossEvaluator(model).Evaluate([masked])[0], 1e-5);
        var empty = new TokenBatch(batch.Ids, [.. batch.Labels.Select((label, at) => at < 24 ? TokenBatch.Ignored : label)], 3, 24);
        Assert.Throws<TrainingException>(() => new LossEvaluator(model).Evaluate([empty]));
    }

    [Fact]
    public void A_shard_laid_over_counts_as_if_loaded_and_leaves_no_trace()
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load("partial");
        using var shard = Changed(model.ExportExperts(), name => name.Contains("layers.2", StringComparison.Ordinal));
        var evaluator = new LossEvaluator(model);
        var before = ModelHash.Of(model.State);
        var baseline = evaluator.Evaluate(Batches);

        var candidate = evaluator.Evaluate(Batches, shard);

        Assert.Equal(before, ModelHash.Of(model.State));
        Assert.Equal(baseline, evaluator.Evaluate(Batches));
        Assert.NotEqual(baseline, candidate);
        model.LoadPart(shard.Tensors);
        Assert.Equal(candidate, evaluator.Evaluate(Batches));
    }

    [Fact]
    public void Half_a_shard_is_taken_off_when_the_other_half_does_not_fit()
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load("partial");
        using var experts = model.ExportExperts();
        var evaluator = new LossEvaluator(model);
        var baseline = evaluator.Evaluate(Batches);
        foreach (var (name, wrong) in new[] { ("model.layers.3.mlp.experts.15.down_proj", zeros(3)), ("model.norm.weight", zeros(64)) })
        {
            var tensors = experts.Tensors.ToDictionary(pair => pair.Key, pair => pair.Value + 1);
            tensors[name] = wrong;
            using var shard = new Checkpoint(tensors);

            Assert.Throws<TrainingException>(() => evaluator.Evaluate(Batches, shard));
            Assert.Equal(baseline, evaluator.Evaluate(Batches));
        }
    }

    [Fact]
    public void Who_has_seen_enough_stops_and_the_shard_is_taken_off()
    {
        using var scope = NewDisposeScope();
        using var model = ReferenceModel.Load("partial");
        using var shard = Changed(model.ExportExperts(), _ => true);
        var evaluator = new LossEvaluator(model);
        var baseline = evaluator.Evaluate(Batches);

        Assert.NotEqual(baseline[..3], evaluator.EvaluateEach(Batches, shard).First());
        Assert.Equal(baseline, evaluator.Evaluate(Batches));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Evaluations_leave_no_tensors_behind(ScalarType type)
    {
        using var model = ReferenceModel.Load("partial", type);
        using var shard = Changed(model.ExportExperts(), _ => true);
        var evaluator = new LossEvaluator(model);
        evaluator.Evaluate(Batches, shard);
        var before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (var miner = 0; miner < 10; miner++)
            evaluator.Evaluate(Batches, shard);

        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static Checkpoint Changed(Checkpoint experts, Func<string, bool> isKept)
    {
        using (experts)
        {
            using var scope = NewDisposeScope();
            return new(experts.Tensors.Where(pair => isKept(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (pair.Value * 1.5).to(float32))));
        }
    }
}
