using Connito.Training.Checkpoints;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Checkpoints;

public sealed class CheckpointSchemaTests
{
    private static readonly CheckpointSchema Schema = new(
    [
        new("a", new TensorSpecification([2, 3])),
        new("b", new TensorSpecification([4], ScalarType.BFloat16)),
    ]);

    [Fact]
    public void A_checkpoint_fulfils_its_own_schema()
    {
        using var checkpoint = new Checkpoint([new("a", ones(2, 3)), new("n", ones(1, ScalarType.Int64))]);
        Assert.Empty(CheckpointSchema.Of(checkpoint).Check(checkpoint));
        Assert.Empty(CheckpointSchema.Of(checkpoint, anyFloatingType: true).Check(checkpoint));
    }

    [Fact]
    public void Each_fault_is_named()
    {
        using var checkpoint = new Checkpoint([new("a", ones(3, 2, dtype: ScalarType.Int32)), new("c", tensor(new[] { 1f, float.NaN }))]);
        Assert.Equal(
            [
                (CheckpointProblemKind.Misshapen, "a", "Tensor 'a' should be [2, 3] and is [3, 2]."),
                (CheckpointProblemKind.WrongType, "a", "Tensor 'a' should be floating and is Int32."),
                (CheckpointProblemKind.Missing, "b", "Tensor 'b' is missing."),
                (CheckpointProblemKind.Extra, "c", "Tensor 'c' was not asked for."),
                (CheckpointProblemKind.NonFinite, "c", "Tensor 'c' holds an element that is infinite or not a number."),
            ],
            Schema.Check(checkpoint).Select(problem => (problem.Kind, problem.Tensor, problem.Message)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_stranger_s_file_with_one_bad_element_is_refused(float element)
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float64 })
        {
            using var folder = new TemporaryFolder();
            var path = folder.PathOf("poison");
            var poisoned = tensor(new[] { 0f, 1f, 2f, 3f, element, 5f }).view(2, 3).to(type);
            using var checkpoint = new Checkpoint([new("a", poisoned), new("b", ones(4, ScalarType.BFloat16))]);
            checkpoint.Write(path);

            var exception = Assert.Throws<CheckpointSchemaException>(() => Checkpoint.Read(path, Schema));
            Assert.Equal([(CheckpointProblemKind.NonFinite, "a")], exception.Problems.Select(problem => (problem.Kind, problem.Tensor)));
        }
    }

    [Fact]
    public void A_stranger_s_file_with_other_names_is_refused_before_its_data_is_read()
    {
        var exception = Assert.Throws<CheckpointSchemaException>(() =>
            Checkpoint.Read(Vectors.PathOf("formats/st-good.safetensors"), Schema, CheckpointLimits.Default));
        Assert.Equal(10, exception.Problems.Length);
        Assert.Equal("a", exception.Tensor);
    }

    [Fact]
    public void A_schema_s_limits_admit_its_files_and_nothing_larger()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("file");
        using var fits = new Checkpoint([new("a", ones(2, 3, dtype: ScalarType.Float64)), new("b", ones(4, ScalarType.BFloat16))]);
        fits.Write(path);
        using var read = Checkpoint.Read(path, Schema);
        Assert.Equal(fits.Hash(), read.Hash());

        foreach (var (name, size) in new[] { ("a", 7), ("long", 1), ("c", 1) })
        {
            using var larger = new Checkpoint([new(name, ones(size, ScalarType.Float64)), new("b", ones(4)), new("x", ones(1))]);
            larger.Write(path);
            Assert.IsType<CheckpointFormatException>(Record.Exception(() => Checkpoint.Read(path, Schema)));
        }
    }

    [Fact]
    public void A_part_is_enough_only_where_the_schema_says_so()
    {
        using var part = new Checkpoint([new("a", ones(2, 3, dtype: ScalarType.Float16))]);
        using var nothing = new Checkpoint([]);
        var partial = new CheckpointSchema(Schema.Tensors, allowsMissing: true);

        Assert.Empty(partial.Check(part));
        Assert.Equal(CheckpointProblemKind.Missing, Assert.Single(Schema.Check(part)).Kind);
        Assert.Equal(2, partial.Check(nothing).Length);
    }

    [Fact]
    public void A_long_list_of_faults_is_cut_in_the_message_only()
    {
        var names = Enumerable.Range(0, 25).Select(index => $"w{index:00}");
        var schema = new CheckpointSchema(names.Select(name => KeyValuePair.Create(name, new TensorSpecification([1]))));
        using var nothing = new Checkpoint([]);
        var exception = new CheckpointSchemaException(schema.Check(nothing));
        Assert.Equal(25, exception.Problems.Length);
        Assert.EndsWith("And 15 more.", exception.Message, StringComparison.Ordinal);
    }
}
