using Connito.Training.Checkpoints;
using Connito.Training.Data;
using Connito.Training.Model;
using static TorchSharp.torch;

namespace Connito.Training.Evaluation;

// Shape suffixes: B sequences, S positions, T positions with a next token over all sequences, D width.

/// <summary>Measures a model's loss for each sequence, also with a miner's experts laid over it: one resident model serves all miners.</summary>
/// <param name="model">The resident model; it is never written.</param>
public sealed class LossEvaluator(DeepSeekModel model)
{
    // Logits of a large vocabulary are far larger than the hidden states they come from.
    private const long LogitsAtOnce = 1 << 25;

    /// <summary>Mean cross-entropy of each sequence, in nats per token, over all batches in order.</summary>
    /// <param name="batches">Held-out text.</param>
    /// <param name="shard">Expert parameters to compute with; those that it lacks, and null, are the model's own.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    /// <exception cref="TrainingException">The shard does not fit the model, or a sequence has no label that counts.</exception>
    public double[] Evaluate(IEnumerable<TokenBatch> batches, Checkpoint? shard = null, CancellationToken cancellation = default) =>
        [.. EvaluateEach(batches, shard, cancellation).SelectMany(losses => losses)];

    /// <summary>As <see cref="Evaluate"/>, a batch at a time: who has seen enough stops, and what was laid over is taken off.</summary>
    public IEnumerable<double[]> EvaluateEach(IEnumerable<TokenBatch> batches, Checkpoint? shard = null, CancellationToken cancellation = default)
    {
        using var overlay = shard is null ? null : model.LayOver(shard.Tensors);
        foreach (var batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return LossesOf(batch);
        }
    }

    private double[] LossesOf(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (ids_BS, labels_BS) = batch.ToTensors(model.Device);
        var hidden_TD = model.Hidden(ids_BS).narrow(1, 0, batch.Length - 1).reshape(-1, model.Configuration.HiddenSize);
        var next_BS = labels_BS.narrow(1, 1, batch.Length - 1);
        var losses_BS = PerToken(hidden_TD, next_BS.reshape(-1)).view(next_BS.shape);

        var sums_B = losses_BS.to(float64).sum(1);
        var counts_B = next_BS.ne(TokenBatch.Ignored).sum(1);
        var means = (sums_B / counts_B).cpu().data<double>().ToArray();
        return Array.FindIndex(means, double.IsNaN) is >= 0 and var index && counts_B[index].item<long>() == 0
            ? throw new TrainingException($"Sequence {index} of a batch has no label that counts.")
            : means;
    }

    private Tensor PerToken(Tensor hidden_TD, Tensor labels_T)
    {
        using var scope = NewDisposeScope();
        var rows = Math.Max(1, LogitsAtOnce / model.Configuration.VocabSize);
        var losses = hidden_TD.split(rows).Zip(labels_T.split(rows), (hidden, labels) =>
        {
            using var inner = NewDisposeScope();
            return nn.functional.cross_entropy(model.Head(hidden).to(float32), labels, reduction: nn.Reduction.None).MoveToOuterDisposeScope();
        });
        return cat([.. losses]).MoveToOuterDisposeScope();
    }
}
