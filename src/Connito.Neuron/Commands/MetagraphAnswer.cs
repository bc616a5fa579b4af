using System.Collections.Immutable;
using Connito.Chain.Subtensor;

namespace Connito.Neuron.Commands;

/// <summary>The answer of <c>connito metagraph --json</c>.</summary>
internal sealed record MetagraphAnswer(ushort Netuid, uint Block, string BlockHash, ImmutableArray<NeuronAnswer> Neurons)
{
    /// <summary>The metagraph as text and numbers.</summary>
    public static MetagraphAnswer Of(Metagraph metagraph) => new(
        metagraph.Netuid.Value, metagraph.Block.Value, metagraph.BlockHash.ToString(), [.. metagraph.Neurons.Select(NeuronAnswer.Of)]);
}

/// <summary>A row of a <see cref="MetagraphAnswer"/>: amounts in TAO or alpha, shares from 0 to 1.</summary>
internal sealed record NeuronAnswer(
    ushort Uid, string Hotkey, string Coldkey, bool Active, bool ValidatorPermit, decimal Stake, double Consensus, double Incentive,
    double Dividends, double ValidatorTrust, decimal Emission, uint LastUpdate, uint RegisteredAt, string? Axon)
{
    /// <summary>The row as text and numbers.</summary>
    public static NeuronAnswer Of(NeuronInfo neuron) => new(
        neuron.Uid.Value, neuron.Hotkey.ToString(), neuron.Coldkey.ToString(), neuron.Active, neuron.ValidatorPermit, neuron.Stake.InTao,
        neuron.Consensus, neuron.Incentive, neuron.Dividends, neuron.ValidatorTrust, neuron.Emission.InTao, neuron.LastUpdate.Value,
        neuron.RegisteredAt.Value, neuron.Axon?.EndPoint.ToString());
}
