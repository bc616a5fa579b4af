using Connito.Neuron.Profiles;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Commitments;

/// <summary>A miner's reveal.</summary>
/// <param name="ExpertGroup">The group whose experts were trained.</param>
/// <param name="Hash">The shard's model hash.</param>
/// <param name="Version">The global version trained from.</param>
/// <param name="Place">Where the shard lies; null when it could not be uploaded.</param>
internal sealed record MinerCommit(int ExpertGroup, ModelHash Hash, uint Version, CommittedPlace? Place)
{
    /// <summary>Compact JSON as the network writes it: e, h, v, r, rv.</summary>
    /// <exception cref="CommitmentTooLongException">It would not fit the profile's limits.</exception>
    public byte[] Encode(LimitProfile limits) => CommitPayload.Write(limits, json =>
    {
        json.WriteNumber("e", ExpertGroup);
        json.WriteString("h", Hash.Hex);
        json.WriteNumber("v", Version);
        Place?.WriteTo(json, limits);
    });
}
