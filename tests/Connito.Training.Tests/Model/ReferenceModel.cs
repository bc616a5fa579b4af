using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Connito.Training.Checkpoints;
using Connito.Training.Experts;
using Connito.Training.Model;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Model;

/// <summary>The tiny model of <c>tests/vectors/model</c> and what the reference computed with it.</summary>
internal static class ReferenceModel
{
    private static readonly string Folder = FindFolder();

    public static JsonNode Golden { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "golden.json")))!;

    public static string PathOf(string file) => Path.Combine(Folder, file);

    public static JsonNode Case(string name) => Golden["cases"]![name]!;

    public static Checkpoint Read(string file) => Checkpoint.Read(Path.Combine(Folder, file));

    /// <summary>The recorded tensors of one case, under names without its prefix; the caller disposes them.</summary>
    public static Checkpoint Records(string name)
    {
        var prefix = Case(name)["prefix"]?.GetValue<string>() ?? "";
        using var all = Read(Case(name)["file"]!.GetValue<string>());
        return new(all.Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value.clone())));
    }

    public static ModelConfiguration Configuration(string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "config.json")))!.AsObject();
        foreach (var (key, value) in Case(name)["config_overrides"]?.AsObject() ?? [])
            json[key] = value?.DeepClone();
        var configuration = ModelConfiguration.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
        return configuration with
        {
            AttentionMscale = name.EndsWith("mscale", StringComparison.Ordinal),
            HonourNormTopkProb = name == "norm-topk-original",
        };
    }

    public static ExpertGroup? Group(string name) => Case(name)["allowed_experts"] is not JsonObject layers
        ? null
        : new(0, layers.Select(pair => KeyValuePair.Create(
            int.Parse(pair.Key), pair.Value!.AsArray().Select(expert => expert!.GetValue<int>()).ToImmutableArray())));

    /// <summary>The model of a case with the recorded weights.</summary>
    public static DeepSeekModel Load(string name, ScalarType type = ScalarType.Float32)
    {
        var model = new DeepSeekModel(Configuration(name), Group(name), type: type);
        using var weights = Read("weights.safetensors");
        model.Load(weights.Tensors);
        return model;
    }

    public static void Near(Tensor expected, Tensor actual, double tolerance, string what)
    {
        using var scope = NewDisposeScope();
        Assert.True(expected.shape.SequenceEqual(actual.shape), $"{what}: [{string.Join(", ", expected.shape)}] and [{string.Join(", ", actual.shape)}]");
        var difference = (expected.to(float64) - actual.to(float64)).abs().max().item<double>();
        Assert.True(difference <= tolerance, $"{what}: differs by {difference:g3}, tolerance {tolerance:g3}.");
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Connito.sln")))
                return Path.Combine(folder.FullName, "tests", "vectors", "model");
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Connito.sln.");
    }
}
