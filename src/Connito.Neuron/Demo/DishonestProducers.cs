using Connito.Chain.Subtensor;
using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Compute;
using Connito.Neuron.Hosting;
using Connito.Neuron.Miner;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Transport;
using Connito.Training.Checkpoints;
using static TorchSharp.torch;

namespace Connito.Neuron.Demo;

/// <summary>Puts a dishonest producer in the place of the honest one.</summary>
internal static class DishonestProducers
{
    /// <summary>Registers the producer of <paramref name="strategy"/>.</summary>
    public static void AddShardProducer(this IServiceCollection services, DemoStrategy strategy)
    {
        switch (strategy)
        {
            case DemoStrategy.Lazy:
                services.AddSingleton<IShardProducer, LazyShardProducer>();
                break;
            case DemoStrategy.Copy:
                services.AddSingleton<IShardProducer, CopyingShardProducer>();
                break;
            default:
                services.AddSingleton<IShardProducer>(provider => new PoisoningShardProducer(
                    strategy, provider.GetRequiredService<FileVault>(), provider.GetRequiredService<ComputeThread>()));
                break;
        }
    }
}

/// <summary>Submits the baseline as it is.</summary>
internal sealed class LazyShardProducer(FileVault vault) : IShardProducer
{
    /// <inheritdoc/>
    public Task<ProducedShard?> ProduceAsync(ShardRequest request, CancellationToken cancellation)
    {
        File.Copy(vault.PathOf(request.Baseline.ExpertsFile), request.OutputPath);
        return Task.FromResult<ProducedShard?>(new(0, null, null, "the baseline as it is"));
    }
}

/// <summary>Submits what the best paid miner published in the cycle before, under its own name.</summary>
internal sealed class CopyingShardProducer(
    ISubtensor subtensor, NeuronIdentity self, CheckpointReader chain, ICheckpointStore store, FileVault vault, TaskFiles task, NetworkProfile profile)
    : IShardProducer
{
    /// <inheritdoc/>
    public async Task<ProducedShard?> ProduceAsync(ShardRequest request, CancellationToken cancellation)
    {
        if (request.Cycle.Previous is not { } last || await FindVictimAsync(last, cancellation) is not { Place: { } place } victim)
            return null;

        var name = CheckpointFileName.Experts(task.Bundle.Group.Id);
        var outcome = await store.FetchAsync(
            new RevisionRequest(victim.Hotkey, last.Index, place, [name], profile.Limits.ShardBytes), cancellation);
        if (outcome is not FetchOutcome.Fetched fetched || fetched.Revision.Find(name) is not { } file)
            return null;

        File.Copy(vault.PathOf(file.Hash), request.OutputPath);
        return new ProducedShard(0, null, null, $"a copy of uid {victim.Uid}");
    }

    private async Task<ChainCheckpoint?> FindVictimAsync(Cycles.Cycle last, CancellationToken cancellation)
    {
        var published = await chain.MinersAsync(last, cancellation);
        var metagraph = await subtensor.GetMetagraphAsync(self.Netuid, at: null, cancellation);
        return published.Checkpoints
            .Where(checkpoint => checkpoint.Hotkey != self.Hotkey && checkpoint.Place is not null)
            .MaxBy(checkpoint => metagraph.Find(checkpoint.Hotkey)?.Incentive ?? 0);
    }
}

/// <summary>Submits the baseline with poison in it.</summary>
internal sealed class PoisoningShardProducer(DemoStrategy strategy, FileVault vault, ComputeThread compute) : IShardProducer
{
    // Noise of many times a weight's own size: the experts forget everything.
    private const double NoiseDeviations = 8;

    /// <inheritdoc/>
    public Task<ProducedShard?> ProduceAsync(ShardRequest request, CancellationToken cancellation) =>
        compute.RunAsync(_ => Produce(request), cancellation);

    private ProducedShard? Produce(ShardRequest request)
    {
        using var noGrad = no_grad();
        using var shard = Checkpoint.Read(vault.PathOf(request.Baseline.ExpertsFile));
        foreach (var tensor in shard.Tensors.Values)
        {
            using var scope = NewDisposeScope();
            if (strategy == DemoStrategy.PoisonNonFinite)
                tensor.view(-1).narrow(0, 0, 1).fill_(double.NaN);
            else
                tensor.add_(randn_like(tensor) * tensor.std() * NoiseDeviations);
        }

        shard.Write(request.OutputPath);
        return new ProducedShard(0, null, null, "poisoned");
    }
}
