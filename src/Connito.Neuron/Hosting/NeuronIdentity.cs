using Connito.Chain.Primitives;

namespace Connito.Neuron.Hosting;

/// <summary>Who this neuron is.</summary>
/// <param name="Hotkey">Its key.</param>
/// <param name="Netuid">Its subnet.</param>
internal sealed record NeuronIdentity(Hotkey Hotkey, Netuid Netuid);
