using Connito.Chain.Primitives;
using Connito.Neuron.Baselines;
using Connito.Neuron.Cycles;

namespace Connito.Neuron.Miner;

/// <summary>Makes what a miner submits in a cycle. Everything around it (commitments, upload, journal) is the same for whatever is made.</summary>
internal interface IShardProducer
{
    /// <summary>Writes a shard to <see cref="ShardRequest.OutputPath"/> in one step (whole, or not there).</summary>
    /// <returns>What was made; null when nothing is to be submitted in this cycle.</returns>
    Task<ProducedShard?> ProduceAsync(ShardRequest request, CancellationToken cancellation);
}

/// <summary>Asks for a shard.</summary>
/// <param name="Cycle">The cycle it is for.</param>
/// <param name="Baseline">The global model to start from.</param>
/// <param name="OutputPath">The safetensors file to write: routed experts of the group under their published names.</param>
/// <param name="Deadline">The block at which it must be written.</param>
internal sealed record ShardRequest(Cycle Cycle, HeldBaseline Baseline, string OutputPath, BlockNumber Deadline);

/// <summary>What a producer says of its shard.</summary>
/// <param name="Steps">Inner steps.</param>
/// <param name="FirstLoss">Training loss of the first step, in nats per token.</param>
/// <param name="LastLoss">Of the last.</param>
/// <param name="Ended">Why it ended, in words.</param>
internal sealed record ProducedShard(int Steps, double? FirstLoss, double? LastLoss, string Ended);
