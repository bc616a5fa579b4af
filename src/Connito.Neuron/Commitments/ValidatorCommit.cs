using Connito.Neuron.Profiles;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Commitments;

/// <summary>What a validator announces: the model it holds.</summary>
/// <param name="Hash">The model hash; null before the first.</param>
/// <param name="Version">Its global version; 0 for a validator that took no part in the merge.</param>
/// <param name="ExpertGroup">The group it works on.</param>
/// <param name="Place">Where the model lies; null when it is not published.</param>
internal sealed record ValidatorCommit(ModelHash? Hash, uint Version, int ExpertGroup, CommittedPlace? Place)
{
    /// <summary>Compact JSON as the network writes it: h, v, e, r, rv.</summary>
    /// <exception cref="CommitmentTooLongException">It would not fit the profile's limits.</exception>
    public byte[] Encode(LimitProfile limits) => CommitPayload.Write(limits, json =>
    {
        if (Hash is { } hash)
            json.WriteString("h", hash.Hex);
        json.WriteNumber("v", Version);
        json.WriteNumber("e", ExpertGroup);
        Place?.WriteTo(json, limits);
    });
}
