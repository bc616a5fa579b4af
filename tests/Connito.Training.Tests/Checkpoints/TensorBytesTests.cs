using Connito.Training.Checkpoints;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Checkpoints;

public sealed class TensorBytesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Pieces_make_up_the_whole(int elementCount)
    {
        using var scope = NewDisposeScope();
        var flat = arange(elementCount, ScalarType.Float32);
        var pieces = TensorBytes.Pieces(flat, pieceSizeBytes: 17).ToArray();

        Assert.Equal((elementCount + 3) / 4, pieces.Length);
        Assert.Equal(flat.bytes.ToArray(), pieces.SelectMany(piece => piece.bytes.ToArray()));
    }

    [Fact]
    public void Bytes_come_in_logical_order_whatever_the_strides()
    {
        using var scope = NewDisposeScope();
        var transposed = arange(6, ScalarType.Int64).view(2, 3).t();
        var bytes = new List<byte>();
        TensorBytes.Visit(transposed, piece => bytes.AddRange(piece));
        Assert.Equal(new long[] { 0, 3, 1, 4, 2, 5 }.SelectMany(BitConverter.GetBytes), bytes);
    }
}
