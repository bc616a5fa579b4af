using System.Collections.Immutable;
using Connito.Training.Checkpoints;
using Connito.Training.Data;
using Connito.Training.Experts;
using Connito.Training.Model;
using static TorchSharp.torch;

namespace Connito.Training.Optimization;

/// <summary>A miner's inner steps: AdamW on float32 masters of the trained parameters, the rest of the model frozen.</summary>
/// <remarks>
/// The model computes in its own type: after each step the masters are rounded into it once, and its gradients are added up in float32. The
/// optimizer's moments last from run to run. For one thread, as the model.
/// </remarks>
public sealed class InnerLoop : IDisposable
{
    private readonly DeepSeekModel _model;
    private readonly InnerLoopOptions _options;
    private readonly TimeProvider _clock;
    private readonly MasterWeights _masters;
    private readonly AdamW _optimizer;
    private readonly ImmutableArray<Tensor> _trained;
    private int _stepsDone;

    /// <param name="model">What is trained, in place.</param>
    /// <param name="options">How; checked.</param>
    /// <param name="clock">What a run's deadline is held against.</param>
    /// <param name="group">Whose routed experts are trained; null: all that the model holds.</param>
    /// <exception cref="TrainingException">An option is out of its range, or nothing is left to train.</exception>
    public InnerLoop(DeepSeekModel model, InnerLoopOptions options, TimeProvider? clock = null, ExpertGroup? group = null)
    {
        options.Validate();
        _model = model;
        _options = options;
        _clock = clock ?? TimeProvider.System;
        var trained = model.State.Where(pair => IsTrained(pair.Key, group)).ToArray();
        if (trained.Length == 0)
            throw new TrainingException($"Nothing to train: the model holds no routed experts of group {(group ?? model.Group)?.Id}.");

        _trained = [.. trained.Select(pair => pair.Value)];
        foreach (var parameter in _trained)
            parameter.requires_grad = true;
        _masters = new(trained, model.Device);
        _optimizer = new(_masters.Weights, options);
    }

    /// <summary>Elements of the trained parameters.</summary>
    public long TrainedCount => _masters.Weights.numel();

    /// <summary>Takes steps until the batches, the options' steps or the time come to an end.</summary>
    /// <param name="batches">As many for each step as the options accumulate; a last step may have fewer.</param>
    /// <param name="deadline">No step begins from then on; null: none.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellation">Looked at before each batch; the model keeps the steps done.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public InnerLoopResult Run(
        IEnumerable<TokenBatch> batches,
        DateTimeOffset? deadline = null,
        IProgress<InnerStep>? progress = null,
        CancellationToken cancellation = default)
    {
        var losses = ImmutableArray.CreateBuilder<double>();
        var (skipped, skippedInRow, tokens) = (0, 0, 0L);
        foreach (var chunk in batches.Chunk(_options.Accumulation))
        {
            if (_clock.GetUtcNow() >= deadline)
                return Result(StopReason.Deadline);

            var step = TakeStep(losses.Count, chunk, cancellation);
            losses.Add(step.Loss);
            tokens += step.TokenCount;
            skippedInRow = step.IsSkipped ? skippedInRow + 1 : 0;
            skipped += step.IsSkipped ? 1 : 0;
            progress?.Report(step);
            if (skippedInRow >= _options.MaxSkippedInRow)
                return Result(StopReason.NotFinite);
            if (losses.Count == _options.MaxSteps)
                return Result(StopReason.StepsDone);
        }

        return Result(StopReason.OutOfBatches);

        InnerLoopResult Result(StopReason reason) => new(losses.Count, skipped, tokens, losses.ToImmutable(), reason);
    }

    /// <summary>A copy of the trained parameters under their published names.</summary>
    /// <param name="type">Its type; null: the masters' own, float32.</param>
    public Checkpoint ExportTrained(ScalarType? type = null)
    {
        using var scope = NewDisposeScope();
        return new(_masters.ByName.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.to(type ?? ScalarType.Float32, copy: true))));
    }

    /// <summary>Frees masters and moments; the model keeps its weights and no longer asks for gradients.</summary>
    public void Dispose()
    {
        foreach (var parameter in _trained)
            parameter.requires_grad = false;
        _masters.Dispose();
        _optimizer.Dispose();
    }

    private InnerStep TakeStep(int number, TokenBatch[] batches, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        _masters.ClearGradients();
        var total = zeros(1, float32, _model.Device);
        foreach (var batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            total = total + Backward(batch, batches.Length);
        }

        // The one read of a step: whether and how far to move hangs on it.
        var read = cat([total, _masters.Gradients.norm().view(1)]).cpu().data<float>().ToArray();
        var (loss, norm) = ((double)read[0], (double)read[1]);
        var rate = _options.RateAt(_stepsDone);
        var isFinite = double.IsFinite(loss) && double.IsFinite(norm);
        if (isFinite)
        {
            var factor = _options.ClipNorm is { } limit ? Math.Min(1, limit / (norm + 1e-6)) : 1;
            _optimizer.Step(_masters.Weights, _masters.Gradients, factor, rate);
            _masters.Store();
            _stepsDone++;
        }

        return new(number, loss, norm, rate, batches.Sum(batch => batch.TokenCount), !isFinite);
    }

    private Tensor Backward(TokenBatch batch, int parts)
    {
        using var scope = NewDisposeScope();
        var (ids_BS, labels_BS) = batch.ToTensors(_model.Device);
        var loss = _model.Loss(ids_BS, labels_BS) / parts;
        loss.backward();
        _masters.TakeGradients();
        return loss.detach().MoveToOuterDisposeScope();
    }

    private bool IsTrained(string name, ExpertGroup? group) => _options.Trained switch
    {
        TrainedParameters.All => true,
        TrainedParameters.ExpertsAndShared => name.Contains(".shared_experts.", StringComparison.Ordinal) || IsExpert(name, group),
        _ => IsExpert(name, group),
    };

    private bool IsExpert(string name, ExpertGroup? group) => _model.Mixtures.Any(pair => pair.Mixture.Experts.ById.Keys.Any(expert =>
        (group?.Contains(pair.Layer, expert) ?? true)
        && name.StartsWith($"model.layers.{pair.Layer}.mlp.experts.{expert}.", StringComparison.Ordinal)));
}
