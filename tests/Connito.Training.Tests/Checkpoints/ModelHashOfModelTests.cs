using Connito.Training.Tests.Model;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Checkpoints;

/// <summary>What a neuron commits: the hashes of a partial model's shards, held to the reference's.</summary>
public sealed class ModelHashOfModelTests
{
    [Theory]
    [InlineData(ScalarType.Float32, "float32")]
    [InlineData(ScalarType.Float16, "float16")]
    [InlineData(ScalarType.BFloat16, "bfloat16")]
    public void The_shards_of_a_partial_model_hash_as_the_reference_s_do(ScalarType type, string name)
    {
        using var model = ReferenceModel.Load("partial");
        using var experts = model.ExportExperts();
        using var shared = model.ExportShared();
        using var castExperts = experts.Cast(type);
        using var castShared = shared.Cast(type);
        var shards = Vectors.Json("formats/model-hash-goldens.json").GetProperty("connito_shards").GetProperty("shards");

        Assert.Equal(shards.GetProperty($"model_expgroup_0.{name}").GetProperty("hash").GetString(), castExperts.Hash().Hex);
        Assert.Equal(shards.GetProperty($"model_shared.{name}").GetProperty("hash").GetString(), castShared.Hash().Hex);
    }
}
