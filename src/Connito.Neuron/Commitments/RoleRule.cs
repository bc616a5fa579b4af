using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Commitments;

/// <summary>Tells validators from miners: by the profile's whitelist, else by its least stake, else by the chain's validator permit.</summary>
internal sealed class RoleRule(WireProfile wire)
{
    private readonly ImmutableHashSet<Hotkey> _whitelist = wire.WhitelistedHotkeys();
    private readonly Tao _minStake = Tao.FromTao(wire.ValidatorMinStake);

    /// <summary>The role of <paramref name="neuron"/> in a read at <paramref name="block"/>.</summary>
    public NeuronRole Of(NeuronInfo neuron, BlockNumber block)
    {
        bool named = !_whitelist.IsEmpty ? _whitelist.Contains(neuron.Hotkey)
            : _minStake > default(Tao) ? neuron.Stake >= _minStake
            : neuron.ValidatorPermit;
        bool fresh = wire.ValidatorMaxAgeBlocks == 0 || block - neuron.LastUpdate <= wire.ValidatorMaxAgeBlocks;
        return named && fresh ? NeuronRole.Validator : NeuronRole.Miner;
    }
}
