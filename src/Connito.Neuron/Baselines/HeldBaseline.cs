using Connito.Neuron.Store;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Baselines;

/// <summary>A global model that this neuron has in its vault.</summary>
/// <param name="Hash">The protocol's hash of its experts.</param>
/// <param name="Version">Its global version; 0 for the one the network began with.</param>
/// <param name="Experts">The file of its experts.</param>
/// <param name="Momentum">The file of the outer optimizer's momentum; null before the first outer step.</param>
/// <param name="Origin">Where it came from, in words.</param>
internal sealed record HeldBaseline(string Hash, uint Version, string Experts, string? Momentum, string Origin)
{
    /// <summary>The hash as a value.</summary>
    public ModelHash ModelHash => ModelHash.Parse(Hash);

    /// <summary>The name of the experts' file in the vault.</summary>
    public FileHash ExpertsFile => FileHash.Parse(Experts);

    /// <summary>The name of the momentum's file in the vault.</summary>
    public FileHash? MomentumFile => Momentum is null ? null : FileHash.Parse(Momentum);
}
