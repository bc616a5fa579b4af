using System.Collections.Immutable;
using Connito.Training.Checkpoints;
using Connito.Training.Experts;
using Connito.Training.Model;

namespace Connito.Neuron.Tests.Support;

/// <summary>A task with a model of two layers and eight experts, of which the group trains two.</summary>
internal static class TinyTask
{
    public static ModelConfiguration Model { get; } = new()
    {
        VocabSize = 260,
        HiddenSize = 32,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        IntermediateSize = 48,
        MoeIntermediateSize = 16,
        NRoutedExperts = 8,
        NSharedExperts = 1,
        NumExpertsPerTok = 2,
        FirstKDenseReplace = 1,
        KvLoraRank = 16,
        QkNopeHeadDim = 8,
        QkRopeHeadDim = 4,
        VHeadDim = 8,
        InitializerRange = 0.05,
    };

    public static void Write(string folder, int groupId = 0)
    {
        Directory.CreateDirectory(folder);
        var assignment = ExpertAssignment.Of(groupId, [KeyValuePair.Create(1, ImmutableArray.Create(5, 2))]);
        File.WriteAllText(Path.Combine(folder, "config.yaml"), $"group_id: {groupId}\n");
        File.WriteAllBytes(Path.Combine(folder, "config.json"), Model.ToJson());
        assignment.Write(Path.Combine(folder, "expert_assignment.json"));
        using var model = new DeepSeekModel(Model, assignment.ToGroup(), seed: 7);
        using var initial = new Checkpoint(model.State.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.clone())));
        initial.Write(Path.Combine(folder, "initial.safetensors"));
    }
}
