using Connito.Training.Experts;
using TorchSharp;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Experts;

public sealed class RouterStatisticsCollectorTests
{
    [Fact]
    public void Choices_are_summed_over_calls()
    {
        using var scope = NewDisposeScope();
        using var collector = new RouterStatisticsCollector(expertCount: 4);
        collector.Add(2, Ids([0, 3, 3, 1], 2), Weights([0.5f, 0.25f, 0.5f, 0.125f], 2));
        collector.Add(2, Ids([3, 0], 2), Weights([1, 2], 2));
        collector.Add(1, Ids([2], 1), Weights([1], 1));

        var statistics = collector.ToStatistics();
        Assert.Equal([1, 2], statistics.Layers.Keys);
        var layer = statistics.Layers[2];
        Assert.Equal((3, 2), (layer.TokenCount, layer.ExpertsPerToken));
        Assert.Equal([2, 1, 0, 3], layer.Counts);
        Assert.Equal([2.5, 0.125, 0, 1.75], layer.WeightSums);
    }

    [Fact]
    public void Tokens_that_do_not_count_are_left_out()
    {
        using var scope = NewDisposeScope();
        using var collector = new RouterStatisticsCollector(expertCount: 2);
        collector.Add(0, Ids([0, 1, 1], 1), ones(3, 1), Ids([1, 0, 1], 1).flatten().to(ScalarType.Bool));

        var layer = collector.ToStatistics().Layers[0];
        Assert.Equal(2, layer.TokenCount);
        Assert.Equal([1, 1], layer.Counts);
    }

    [Fact]
    public void No_tensor_is_left_behind_and_weights_may_carry_gradients()
    {
        using var scope = NewDisposeScope();
        var experts_TK = Ids([0, 1], 2);
        var weights_TK = ones(1, 2, requires_grad: true);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        using (var collector = new RouterStatisticsCollector(expertCount: 2))
        {
            using (NewDisposeScope())
                collector.Add(0, experts_TK, weights_TK);

            collector.Add(0, experts_TK, weights_TK);
            Assert.Equal([2.0, 2.0], collector.ToStatistics().Layers[0].WeightSums);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    private static Tensor Ids(long[] ids, int expertsPerToken) => tensor(ids).view(-1, expertsPerToken);

    private static Tensor Weights(float[] weights, int expertsPerToken) => tensor(weights).view(-1, expertsPerToken);
}
