using Connito.Neuron.Baselines;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Submissions;
using Connito.Training.Checkpoints;
using Connito.Training.Data;
using Connito.Training.Evaluation;
using Connito.Training.Model;
using Connito.Training.Optimization;
using static TorchSharp.torch;

namespace Connito.Neuron.Compute;

/// <summary>The one model of this process. Every member belongs to the compute thread.</summary>
internal sealed class ResidentModel(TaskFiles task, TaskText text, FileVault vault, NetworkProfile profile, ComputeOptions options) : IDisposable
{
    private DeepSeekModel? _model;
    private string? _heldHash;

    /// <summary>Puts a baseline's parameters into the model, unless it holds them.</summary>
    public void Hold(HeldBaseline baseline)
    {
        var model = _model ??= Build();
        if (_heldHash == baseline.Hash)
            return;

        _heldHash = null;
        using var experts = Checkpoint.Read(vault.PathOf(baseline.ExpertsFile));
        model.LoadPart(experts.Tensors);
        _heldHash = baseline.Hash;
    }

    /// <summary>Per-sequence losses on a round's held-out sequences, in nats per token, with a submission laid over the model or without.</summary>
    public double[] Losses(string seed, VerifiedSubmission? submission, CancellationToken cancellation)
    {
        var evaluation = profile.Evaluation;
        int batches = (evaluation.Sequences + evaluation.BatchSequences - 1) / evaluation.BatchSequences;
        var drawn = text.HeldOut.Draw(seed, batches, evaluation.BatchSequences);
        return new LossEvaluator(Held()).Evaluate(drawn, submission?.Experts, cancellation)[..evaluation.Sequences];
    }

    /// <summary>Trains the held baseline's experts and gives them out; the model holds no baseline afterwards.</summary>
    /// <param name="batches">Ends the training where it ends.</param>
    /// <param name="inner">How.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="outputPath">The file of the trained experts, written in one step.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public InnerLoopResult Train(
        IEnumerable<TokenBatch> batches, InnerLoopOptions inner, IProgress<InnerStep> progress, string outputPath, CancellationToken cancellation)
    {
        var model = Held();
        _heldHash = null;
        using var loop = new InnerLoop(model, inner);
        var result = loop.Run(batches, deadline: null, progress, cancellation);
        using var experts = loop.ExportTrained(StoredType());
        experts.Write(outputPath);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _model?.Dispose();

    private DeepSeekModel Held() =>
        _heldHash is not null ? _model! : throw new InvalidOperationException("The model holds no baseline: call Hold first.");

    private DeepSeekModel Build()
    {
        if (options.TorchThreads > 0)
            set_num_threads(options.TorchThreads);
        var chosen = options.Device switch
        {
            "auto" => cuda.is_available() ? CUDA : CPU,
            var name => device(name),
        };
        var model = new DeepSeekModel(task.Bundle.Model, task.Bundle.Group, chosen, StoredType());
        using var shared = Checkpoint.Read(vault.PathOf(task.Shared.Hash));
        model.LoadPart(shared.Tensors);
        return model;
    }

    private ScalarType StoredType() => task.Schema.Tensors.Values.First().Type ?? ScalarType.Float32;
}
