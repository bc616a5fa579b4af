using Connito.Neuron.Compute;
using Connito.Training.Checkpoints;
using Connito.Training.Data;
using Connito.Training.Evaluation;
using Connito.Training.Model;

namespace Connito.Neuron.Demo;

/// <summary>Measures a baseline on held-out text of the task that no round has drawn for it.</summary>
/// <param name="task">The bundle's folder.</param>
/// <param name="corpus">The text.</param>
internal sealed class DemoModel(string task, Corpus corpus)
{
    private const int Batches = 8;
    private const string Seed = "00000000000000000000000000000000000000000000000000000000000000de";

    /// <summary>Mean loss in nats per token.</summary>
    /// <param name="expertsPath">A safetensors file of the group's experts; null: those that the network began with.</param>
    public double HeldOutLoss(string? expertsPath)
    {
        var bundle = TaskBundle.Read(task);
        using var model = new DeepSeekModel(bundle.Model, bundle.Group);
        using (var initial = Checkpoint.Read(bundle.InitialPath))
            model.Load(initial.Tensors);
        using var experts = expertsPath is null ? null : Checkpoint.Read(expertsPath);
        var source = new BatchSource(corpus, DataSplit.HeldOut, ByteTokenizer.Instance, DemoPlan.SequenceLength);
        return new LossEvaluator(model).Evaluate(source.Draw(Seed, Batches, DemoPlan.BaseSequences), experts).Average();
    }
}
