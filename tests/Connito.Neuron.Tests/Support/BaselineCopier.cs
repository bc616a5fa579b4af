using Connito.Neuron.Miner;
using Connito.Neuron.Store;

namespace Connito.Neuron.Tests.Support;

/// <summary>Submits the baseline as it is.</summary>
internal sealed class BaselineCopier(FileVault vault) : IShardProducer
{
    public Task<ProducedShard?> ProduceAsync(ShardRequest request, CancellationToken cancellation)
    {
        File.Copy(vault.PathOf(request.Baseline.ExpertsFile), request.OutputPath);
        return Task.FromResult<ProducedShard?>(new ProducedShard(0, null, null, "copied"));
    }
}
