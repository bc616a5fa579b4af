using Connito.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private static readonly ScalarType[] Types =
    [
        ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32,
        ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    [Fact]
    public void What_is_written_is_read_back_for_every_type()
    {
        using var folder = new TemporaryFolder();
        using var written = new Checkpoint(Types.Select(type => KeyValuePair.Create($"w.{type}", (arange(12) % 2).to(type).view(3, 4))));
        written.Write(folder.PathOf("model.safetensors"));
        using var read = Checkpoint.Read(folder.PathOf("model.safetensors"));

        Assert.Equal(written.Tensors.Keys, read.Tensors.Keys);
        foreach (var (name, tensor) in read.Tensors)
        {
            Assert.Equal(written.Tensors[name].dtype, tensor.dtype);
            Assert.Equal([3, 4], tensor.shape);
            Assert.True(written.Tensors[name].bytes.SequenceEqual(tensor.bytes));
        }

        Assert.Equal(written.Hash(), read.Hash());
    }

    [Fact]
    public void Scalars_and_empty_tensors_keep_their_shapes()
    {
        using var folder = new TemporaryFolder();
        using var written = new Checkpoint([new("scalar", tensor(1.5f)), new("empty", empty(0, 3)), new("é\"\\\U0001F600", ones(1))]);
        written.Write(folder.PathOf("odd.safetensors"));
        using var read = Checkpoint.Read(folder.PathOf("odd.safetensors"));

        Assert.Equal(written.Tensors.Keys, read.Tensors.Keys);
        Assert.Empty(read.Tensors["scalar"].shape);
        Assert.Equal([0, 3], read.Tensors["empty"].shape);
        Assert.Equal(1.5f, read.Tensors["scalar"].item<float>());
    }

    [Fact]
    public void Equal_checkpoints_give_equal_files_with_aligned_tensors()
    {
        using var folder = new TemporaryFolder();
        using var one = new Checkpoint([new("b", ones(3)), new("a", ones(3, ScalarType.BFloat16)), new("c", ones(1, ScalarType.Int64))]);
        using var two = new Checkpoint([new("c", ones(1, ScalarType.Int64)), new("a", ones(3, ScalarType.BFloat16)), new("b", ones(3))]);
        one.Write(folder.PathOf("one"));
        two.Write(folder.PathOf("two"));

        Assert.Equal(File.ReadAllBytes(folder.PathOf("one")), File.ReadAllBytes(folder.PathOf("two")));
        using var file = SafetensorsFile.Open(folder.PathOf("one"), CheckpointLimits.Default);
        Assert.Equal(0, file.Header.DataOffset % 8);
        Assert.All(file.Header.Tensors, entry => Assert.Equal(0, entry.Offset % TensorType.SizeBytes(entry.Type)));
        Assert.Equal("pt", file.Header.Metadata["format"]);
    }

    [Fact]
    public void Writing_replaces_a_file_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.safetensors", [1, 2, 3]);
        using var checkpoint = new Checkpoint([new("w", ones(2))]);
        checkpoint.Write(path);

        Assert.Equal([path], folder.Files);
        using var read = Checkpoint.Read(path);
        Assert.Equal(checkpoint.Hash(), read.Hash());
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.safetensors", [1, 2, 3]);
        using var checkpoint = new Checkpoint([new("w", ones(2, ScalarType.ComplexFloat32))]);

        Assert.Throws<TrainingException>(() => checkpoint.Write(path));
        Assert.Equal([path], folder.Files);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void Truth_values_other_than_0_and_1_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var checkpoint = new Checkpoint([new("flag", ones(3, ScalarType.Bool))]);
        checkpoint.Write(folder.PathOf("good"));
        var bytes = File.ReadAllBytes(folder.PathOf("good"));
        bytes[^1] = 2;
        var path = folder.Write("bad", bytes);

        Assert.Equal("flag", Assert.Throws<CheckpointFormatException>(() => Checkpoint.Read(path)).Tensor);
        Assert.Throws<CheckpointFormatException>(() => ModelHash.OfFile(path));
    }

    [Fact]
    public void A_cast_changes_floating_tensors_and_nothing_else()
    {
        using var checkpoint = new Checkpoint([new("w", full(2, 1.01f)), new("n", ones(2, ScalarType.Int64))]);
        using var cast = checkpoint.Cast(ScalarType.BFloat16);
        using var same = checkpoint.Cast(ScalarType.Float32);

        Assert.Equal(ScalarType.BFloat16, cast.Tensors["w"].dtype);
        Assert.Equal(ScalarType.Int64, cast.Tensors["n"].dtype);
        checkpoint.Tensors["w"].zero_();
        Assert.Equal(1.01f, same.Tensors["w"][0].item<float>());
    }

    [Fact]
    public void A_checkpoint_outlives_the_scope_it_was_read_in()
    {
        Checkpoint checkpoint;
        using (NewDisposeScope())
            checkpoint = Checkpoint.Read(Vectors.PathOf("formats/st-good.safetensors"), device: CPU);

        using (checkpoint)
            Assert.All(checkpoint.Tensors.Values, tensor => Assert.False(tensor.IsInvalid));
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        using var folder = new TemporaryFolder();
        var path = Vectors.PathOf("formats/st-good.safetensors");
        var damaged = File.ReadAllBytes(path);
        damaged[8 + (int)BitConverter.ToUInt64(damaged) + 54] = 7;
        var bad = folder.Write("bad", damaged);

        Use();
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Use();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);

        void Use()
        {
            using var checkpoint = Checkpoint.Read(path, device: CPU);
            using var cast = checkpoint.Cast(ScalarType.BFloat16);
            _ = cast.Hash();
            cast.Write(folder.PathOf("copy"));
            _ = CheckpointSchema.Of(checkpoint).Check(cast);
            Assert.Throws<CheckpointFormatException>(() => Checkpoint.Read(bad));
        }
    }
}
