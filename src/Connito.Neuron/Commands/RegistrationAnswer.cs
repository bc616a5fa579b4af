using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;

namespace Connito.Neuron.Commands;

/// <summary>The answer of <c>connito register --json</c>.</summary>
/// <param name="Netuid">The subnet.</param>
/// <param name="Uid">The hotkey's slot.</param>
/// <param name="Hotkey">Who holds it.</param>
/// <param name="Cost">The price in TAO just before it was paid; null if the hotkey was registered already.</param>
internal sealed record RegistrationAnswer(ushort Netuid, ushort Uid, string Hotkey, decimal? Cost)
{
    /// <summary>A registered neuron as text and numbers.</summary>
    public static RegistrationAnswer Of(Netuid netuid, NeuronInfo neuron, Tao? cost) =>
        new(netuid.Value, neuron.Uid.Value, neuron.Hotkey.ToString(), cost?.InTao);
}
