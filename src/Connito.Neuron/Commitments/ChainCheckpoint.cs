using Connito.Chain.Primitives;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Commitments;

/// <summary>A checkpoint as its owner committed it: the signature first, what it signs one phase later.</summary>
/// <param name="Uid">Its owner's slot at the block of the second read.</param>
/// <param name="Hotkey">Its owner.</param>
/// <param name="Role">The part its owner plays.</param>
/// <param name="Stake">Its owner's stake at that block.</param>
/// <param name="Signed">The signature of the first commitment.</param>
/// <param name="Hash">The hash of the second; not yet held against the signature.</param>
/// <param name="Version">The global version it states.</param>
/// <param name="ExpertGroup">The group it states.</param>
/// <param name="Place">Where it lies; null when its owner could not upload.</param>
/// <param name="CommittedAt">The block of the first commitment: who was first.</param>
internal sealed record ChainCheckpoint(
    Uid Uid, Hotkey Hotkey, NeuronRole Role, Tao Stake, SignedModelHash Signed, ModelHash Hash,
    BlockNumber Version, int ExpertGroup, CommittedPlace? Place, BlockNumber CommittedAt);

/// <summary>The part a hotkey plays, as everyone reads it from the chain.</summary>
internal enum NeuronRole
{
    /// <summary>Submits shards.</summary>
    Miner,

    /// <summary>Evaluates, sets weights, publishes baselines.</summary>
    Validator,
}

/// <summary>A commitment that gives no checkpoint, and why.</summary>
internal sealed record RefusedCommitment(Uid Uid, Hotkey Hotkey, NeuronRole Role, string Reason);
