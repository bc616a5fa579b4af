using Connito.Training;
using Connito.Training.Checkpoints;
using Connito.Training.Experts;
using Connito.Training.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Connito.Neuron.Compute;

/// <summary>A task's folder: <c>config.yaml</c> (group_id), <c>expert_assignment.json</c>, <c>config.json</c> (the model), <c>initial.safetensors</c>.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Model">The model's sizes.</param>
/// <param name="Group">The experts this task trains.</param>
internal sealed record TaskBundle(string Folder, ModelConfiguration Model, ExpertGroup Group)
{
    /// <summary>The whole partial model that the network began with: shared parameters, and the group's experts.</summary>
    public string InitialPath => Path.Combine(Folder, "initial.safetensors");

    /// <summary>Reads and checks a folder.</summary>
    /// <exception cref="NeuronException">A file is absent or does not fit the others.</exception>
    public static TaskBundle Read(string folder)
    {
        try
        {
            int groupId = ReadGroupId(Path.Combine(folder, "config.yaml"));
            var model = ModelConfiguration.Read(Path.Combine(folder, "config.json"));
            var assignment = ExpertAssignment.Read(Path.Combine(folder, "expert_assignment.json"), groupId);
            assignment.EnsureFits(model.NumHiddenLayers, model.NRoutedExperts);
            var bundle = new TaskBundle(folder, model, assignment.ToGroup());
            return File.Exists(bundle.InitialPath)
                ? bundle
                : throw new NeuronException($"Task folder {folder} has no initial.safetensors: take the whole bundle of the task.");
        }
        catch (Exception failure) when (failure is IOException or TrainingException or YamlException)
        {
            throw new NeuronException($"Task folder {folder} cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>Writes the initial model's experts and its other parameters as two files.</summary>
    public void SplitInitial(string expertsPath, string sharedPath)
    {
        using var initial = Checkpoint.Read(InitialPath);
        WritePart(initial, expertsPath, expert: true);
        WritePart(initial, sharedPath, expert: false);
    }

    private static int ReadGroupId(string path)
    {
        var yaml = new YamlStream();
        using (var reader = File.OpenText(path))
            yaml.Load(reader);
        return yaml.Documents is [{ RootNode: YamlMappingNode root }, ..]
            && root.Children.TryGetValue(new YamlScalarNode("group_id"), out var node)
            && int.TryParse((node as YamlScalarNode)?.Value, out int groupId) && groupId >= 0
            ? groupId
            : throw new NeuronException($"{path} has no group_id of zero or more.");
    }

    // Aliases of the same tensors: the part is written, and only the whole is freed.
    private static void WritePart(Checkpoint whole, string path, bool expert)
    {
        using var part = new Checkpoint(whole.Tensors
            .Where(pair => ParameterName.TryGetExpert(pair.Key, out _) == expert)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.alias())));
        part.Write(path);
    }
}
