using System.Text;
using System.Text.Json;
using Connito.Training.Checkpoints;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Checkpoints;

public sealed class ModelHashTests
{
    public static TheoryData<string> Cases => [.. Goldens.EnumerateObject().Select(entry => entry.Name)];

    private static JsonElement Goldens => Vectors.Json("formats/model-hash-goldens.json").GetProperty("cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_hash_of_bytes_equals_the_reference(string name)
    {
        using var file = SafetensorsFile.Open(Vectors.PathOf("formats/hash-states.safetensors"), CheckpointLimits.Default);
        using var hasher = new ModelHasher();
        foreach (var entry in file.Header.Tensors.Where(entry => entry.Name.StartsWith($"{name}/", StringComparison.Ordinal)))
        {
            hasher.Add(entry.Name[(name.Length + 1)..]);
            file.Visit(entry, hasher.Add);
        }

        Assert.Equal(Expected(name), hasher.Finish().Hex);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_hash_of_tensors_equals_the_reference(string name)
    {
        using var states = Checkpoint.Read(Vectors.PathOf("formats/hash-states.safetensors"));
        var tensors = states.Tensors
            .Where(pair => pair.Key.StartsWith($"{name}/", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[(name.Length + 1)..], pair => pair.Value);

        Assert.Equal(Expected(name), ModelHash.Of(tensors).Hex);
    }

    [Fact]
    public void A_tensor_with_strides_is_hashed_in_logical_order()
    {
        using var scope = NewDisposeScope();
        var matrix = arange(6, ScalarType.Float32).view(2, 3);
        Assert.Equal(Hash(matrix.t().contiguous()), Hash(matrix.t()));
        Assert.NotEqual(Hash(matrix), Hash(matrix.t()));

        static ModelHash Hash(Tensor tensor) => ModelHash.Of(new Dictionary<string, Tensor> { ["w"] = tensor });
    }

    [Fact]
    public void A_file_hashes_as_its_tensors_do()
    {
        var path = Vectors.PathOf("formats/st-good.safetensors");
        using var checkpoint = Checkpoint.Read(path);
        Assert.Equal(checkpoint.Hash(), ModelHash.OfFile(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("06a2674c756723902b7d23c72f24aa5bf5dffec18acc3bb")]
    [InlineData("06a2674c756723902b7d23c72f24aa5bf5dffec18acc3bb00")]
    [InlineData("06A2674C756723902B7D23C72F24AA5BF5DFFEC18ACC3BB0")]
    [InlineData("g6a2674c756723902b7d23c72f24aa5bf5dffec18acc3bb0")]
    [InlineData(null)]
    public void What_is_not_48_lower_case_digits_is_no_hash(string? text)
    {
        Assert.False(ModelHash.TryParse(text, out _));
        if (text is not null)
            Assert.Throws<FormatException>(() => ModelHash.Parse(text));
    }

    [Fact]
    public void A_hash_prints_as_it_was_read()
    {
        const string Text = "06a2674c756723902b7d23c72f24aa5bf5dffec18acc3bb0";
        Assert.True(ModelHash.TryParse(Text, out var hash));
        Assert.Equal(Text, hash.ToString());
        Assert.Equal(ModelHash.Parse(Text), hash);
    }

    [Fact]
    public void Names_are_ordered_as_their_UTF8_bytes() =>
        Gen.Select(Gen.String, Gen.String).Where((a, b) => IsText(a) && IsText(b)).Sample((a, b) =>
        {
            var bytes = Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
            return Math.Sign(CodePointOrder.Instance.Compare(a, b)) == Math.Sign(bytes);
        });

    [Fact]
    public void Characters_beyond_the_basic_plane_come_last() =>
        Assert.True(CodePointOrder.Instance.Compare("\uFFFD", "\U0001F600") < 0);

    private static string Expected(string name) =>
        Goldens.GetProperty(name).GetProperty("hash").GetString()!;

    private static bool IsText(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
