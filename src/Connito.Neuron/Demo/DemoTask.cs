using Connito.Training.Checkpoints;
using Connito.Training.Data;
using Connito.Training.Experts;
using Connito.Training.Model;
using Connito.Training.Optimization;
using static TorchSharp.torch;

namespace Connito.Neuron.Demo;

/// <summary>Makes the demo's task bundle: a base model that has read the general corpus, and the experts that matter for the task.</summary>
/// <param name="plan">Sizes and steps.</param>
/// <param name="seed">Of weights and batches: the same seed gives the same bundle, to the bit, on one machine.</param>
internal sealed class DemoTask(DemoPlan plan, ulong seed)
{
    private const int GroupId = 0;
    private const int SelectionBatches = 8;
    private const string SelectionSeed = "0000000000000000000000000000000000000000000000000000000000000001";

    /// <summary>Trains, selects and writes the bundle.</summary>
    /// <param name="corpus">The text.</param>
    /// <param name="folder">An existing folder.</param>
    /// <param name="progress">Told of each step of the base training.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public DemoTaskFacts Build(DocumentationCorpus corpus, string folder, IProgress<InnerStep> progress, CancellationToken cancellation)
    {
        using var model = new DeepSeekModel(plan.Model, seed: seed);
        var training = TrainBase(model, corpus.General, progress, cancellation);
        var assignment = SelectExperts(model, corpus.Task);
        var group = assignment.ToGroup();

        File.WriteAllBytes(Path.Combine(folder, "config.json"), plan.Model.ToJson());
        assignment.Write(Path.Combine(folder, "expert_assignment.json"));
        File.WriteAllText(Path.Combine(folder, "config.yaml"), $"group_id: {GroupId}\n");
        WriteInitial(model, group, Path.Combine(folder, "initial.safetensors"));
        return new(model.State.Values.Sum(tensor => tensor.numel()), training, group, corpus);
    }

    private InnerLoopResult TrainBase(DeepSeekModel model, Corpus general, IProgress<InnerStep> progress, CancellationToken cancellation)
    {
        var options = new InnerLoopOptions
        {
            LearningRate = DemoPlan.BaseLearningRate,
            WarmupSteps = plan.BaseSteps / 10,
            CosineSteps = plan.BaseSteps + plan.BaseSteps / 10,
            MaxSteps = plan.BaseSteps,
            Trained = TrainedParameters.All,
        };
        var stream = new BatchSource(general, DataSplit.Train, ByteTokenizer.Instance, DemoPlan.SequenceLength)
            .Stream($"demo base {seed}", DemoPlan.BaseSequences);
        using var loop = new InnerLoop(model, options);
        return loop.Run(Endless(stream), progress: progress, cancellation: cancellation);
    }

    private ExpertAssignment SelectExperts(DeepSeekModel model, Corpus task)
    {
        using var noGrad = no_grad();
        using var collector = new RouterStatisticsCollector(plan.Model.NRoutedExperts);
        model.OnRouted = (layer, routing) => collector.Add(layer, routing.Experts_TK, routing.Weights_TK);
        var source = new BatchSource(task, DataSplit.Train, ByteTokenizer.Instance, DemoPlan.SequenceLength);
        foreach (var batch in source.Draw(SelectionSeed, SelectionBatches, DemoPlan.BaseSequences))
        {
            using var scope = NewDisposeScope();
            var (ids_BS, _) = batch.ToTensors(model.Device);
            model.forward(ids_BS);
        }

        model.OnRouted = null;
        return ExpertSelection.ByCount(ExpertScores.GateScores(collector.ToStatistics()), plan.GroupExperts, GroupId);
    }

    private void WriteInitial(DeepSeekModel whole, ExpertGroup group, string path)
    {
        using var partial = new DeepSeekModel(plan.Model, group);
        partial.Load(whole.State);
        using var experts = partial.ExportExperts();
        using var shared = partial.ExportShared();
        using var initial = new Checkpoint(experts.Tensors.Concat(shared.Tensors).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.alias())));
        initial.Write(path);
    }

    private static IEnumerable<TokenBatch> Endless(BatchStream stream)
    {
        while (true)
            yield return stream.Next();
    }
}

/// <summary>What was made, for the demo's report.</summary>
/// <param name="ParameterCount">Parameters of the whole model.</param>
/// <param name="Training">The base training.</param>
/// <param name="Group">The experts that miners train.</param>
/// <param name="Corpus">The text.</param>
internal sealed record DemoTaskFacts(long ParameterCount, InnerLoopResult Training, ExpertGroup Group, DocumentationCorpus Corpus);
