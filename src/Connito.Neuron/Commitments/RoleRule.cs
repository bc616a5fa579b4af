using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Commitments;

/// <summary>Tells validators from miners, by the profile's whitelist or, where it has none, by the chain's validator permit.</summary>
internal sealed class RoleRule(WireProfile wire)
{
    private readonly ImmutableHashSet<Hotkey> _whitelist = wire.WhitelistedHotkeys();

    /// <summary>The role of <paramref name="neuron"/> in a read at <paramref name="block"/>.</summary>
    public NeuronRole Of(NeuronInfo neuron, BlockNumber block)
    {
        bool named = _whitelist.IsEmpty ? neuron.ValidatorPermit : _whitelist.Contains(neuron.Hotkey);
        bool fresh = wire.ValidatorMaxAgeBlocks == 0 || block - neuron.LastUpdate <= wire.ValidatorMaxAgeBlocks;
        return named && fresh ? NeuronRole.Validator : NeuronRole.Miner;
    }
}
