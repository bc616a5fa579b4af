using Connito.Chain.Subtensor;
using Connito.Neuron.Compute;
using Connito.Neuron.Profiles;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Hosting;

/// <summary>Everything a miner or validator is started with.</summary>
internal sealed record NeuronStart
{
    /// <summary>Network, key, folder, port.</summary>
    public required NeuronOptions Neuron { get; init; }

    /// <summary>Task, device, threads, seed, steps.</summary>
    public required ComputeOptions Compute { get; init; }

    /// <summary>How checkpoints travel.</summary>
    public TransportOptions Transport { get; init; } = new();

    /// <summary>The network, in place of the profile that the options name.</summary>
    public NetworkProfile? Profile { get; init; }

    /// <summary>The chain, in place of the node that the options name.</summary>
    public ISubtensor? Subtensor { get; init; }

    /// <summary>Replaces registrations: such as a miner's shard producer.</summary>
    public Action<IServiceCollection>? Configure { get; init; }
}
