using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>A subnet's neurons at one block.</summary>
/// <param name="Netuid">The subnet.</param>
/// <param name="Block">Number of the block all columns were read at.</param>
/// <param name="BlockHash">Hash of that block.</param>
/// <param name="Neurons">One row a slot, by uid: <c>Neurons[i].Uid</c> is <c>i</c>.</param>
public sealed record Metagraph(Netuid Netuid, BlockNumber Block, BlockHash BlockHash, ImmutableArray<NeuronInfo> Neurons)
{
    /// <summary>The neuron of a hotkey, or null when the hotkey is not registered on the subnet at this block.</summary>
    public NeuronInfo? Find(Hotkey hotkey)
    {
        foreach (var neuron in Neurons)
        {
            if (neuron.Hotkey == hotkey)
                return neuron;
        }

        return null;
    }

    /// <summary>The neuron in a slot, or null when the subnet has no such slot at this block.</summary>
    public NeuronInfo? Find(Uid uid) => uid.Value < Neurons.Length ? Neurons[uid.Value] : null;
}
