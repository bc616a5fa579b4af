using Connito.Neuron.Profiles;

namespace Connito.Neuron.Commitments;

/// <summary>The first commitment of a phase pair: the signature of a hash that is not told yet.</summary>
internal sealed record SignedHashCommit(SignedModelHash Signed)
{
    /// <summary>Compact JSON as the network writes it.</summary>
    public byte[] Encode(LimitProfile limits) => CommitPayload.Write(limits, json => json.WriteString("m", Signed.Text));
}
