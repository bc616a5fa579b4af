using Connito.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Data;

public sealed class TokenBatchTests
{
    [Fact]
    public void Tensors_hold_the_rows()
    {
        using var scope = NewDisposeScope();
        var (ids_BS, labels_BS) = new TokenBatch([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, TokenBatch.Ignored], 2, 3).ToTensors(CPU);
        Assert.Equal([2, 3], ids_BS.shape);
        Assert.Equal(ScalarType.Int64, ids_BS.dtype);
        Assert.Equal([4, 5, 6], ids_BS[1].data<long>());
        Assert.Equal([4, 5, -100], labels_BS[1].data<long>());
    }

    [Fact]
    public void Tensors_are_the_only_ones_made()
    {
        var batch = new TokenBatch([1, 2], [1, 2], 1, 2);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        var (ids_BS, labels_BS) = batch.ToTensors(CPU);
        ids_BS.Dispose();
        labels_BS.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(2, 3, 6)]
    [InlineData(0, 0, 0)]
    [InlineData(65536, 65536, 0)]
    public void Counts_that_do_not_agree_are_refused(int sequences, int length, int labelCount) =>
        Assert.Throws<ArgumentException>(() => new TokenBatch([1, 2, 3, 4, 5], [.. new long[labelCount]], sequences, length));

    [Fact]
    public void Batches_are_equal_by_value()
    {
        Assert.Equal(new TokenBatch([1, 2], [1, 2], 1, 2), new TokenBatch([1, 2], [1, 2], 1, 2));
        Assert.NotEqual(new TokenBatch([1, 2], [1, 2], 1, 2), new TokenBatch([1, 2], [1, 2], 2, 1));
    }
}
