using Connito.Chain.Crypto;
using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Telemetry;
using Connito.Training.Data;
using Connito.Training.Optimization;

namespace Connito.Neuron.Miner;

/// <summary>The honest way: inner steps on the miner's own stream of the task's text, until the deadline's block.</summary>
internal sealed class TrainingShardProducer(
    ResidentModel model, ComputeThread compute, TaskText text, PhaseClock clock, NetworkProfile profile, ComputeOptions options, Keypair hotkey,
    NeuronStatus status, ILogger<TrainingShardProducer> log) : IShardProducer
{
    /// <inheritdoc/>
    public Task<ProducedShard?> ProduceAsync(ShardRequest request, CancellationToken cancellation) =>
        compute.RunAsync(token => Produce(request, token), cancellation);

    private ProducedShard? Produce(ShardRequest request, CancellationToken cancellation)
    {
        if (clock.HasReached(request.Deadline))
            return null;

        model.Hold(request.Baseline);
        var progress = new TrainingProgress(status, log);
        var result = model.Train(Batches(request), InnerOptions(), progress, request.OutputPath, cancellation);
        if (result.Steps == 0)
        {
            File.Delete(request.OutputPath);
            return null;
        }

        return new ProducedShard(
            result.Steps, result.Losses[0], result.Losses[^1],
            result.Reason == StopReason.OutOfBatches ? "deadline" : result.Reason.ToString());
    }

    // Each miner draws its own order, each cycle another: no two learn from the same batches.
    private IEnumerable<TokenBatch> Batches(ShardRequest request)
    {
        var stream = text.Train.Stream($"{hotkey.Hotkey} {options.Seed} {request.Cycle.Index}", profile.Training.Sequences);
        while (!clock.HasReached(request.Deadline))
            yield return stream.Next();
    }

    private InnerLoopOptions InnerOptions() => new()
    {
        LearningRate = profile.Training.LearningRate,
        WeightDecay = profile.Training.WeightDecay,
        Beta1 = profile.Training.Beta1,
        Beta2 = profile.Training.Beta2,
        ClipNorm = profile.Training.ClipNorm,
        Accumulation = profile.Training.Accumulation,
        MaxSteps = options.MaxSteps > 0 ? options.MaxSteps : null,
    };
}
