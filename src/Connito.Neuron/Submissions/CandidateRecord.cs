using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Connito.Chain.Primitives;
using Connito.Neuron.Commitments;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Submissions;

/// <summary>A miner's part in a round as the chain tells it, before anything is fetched.</summary>
/// <param name="Uid">Its slot.</param>
/// <param name="Hotkey">SS58.</param>
/// <param name="CommittedAt">The block of its signed hash; null when it made no whole commitment.</param>
/// <param name="Hash">The model hash it revealed.</param>
/// <param name="Place">Where its shard lies.</param>
/// <param name="Refusal">Why it scores zero without being fetched; null when it is to be fetched.</param>
internal sealed record CandidateRecord(ushort Uid, string Hotkey, uint? CommittedAt, string? Hash, CommittedPlace? Place, string? Refusal)
{
    /// <summary>The hotkey as a value.</summary>
    [JsonIgnore]
    public Hotkey Key => Chain.Primitives.Hotkey.Parse(Hotkey);

    /// <summary>The hash as a value.</summary>
    [JsonIgnore]
    public ModelHash ModelHash => ModelHash.Parse(Hash!);
}

/// <summary>A round as it was opened: from here on it depends on no further read of the chain.</summary>
/// <param name="Block">The block that names it: the first of Submission.</param>
/// <param name="Seed">Chooses the held-out sequences, 64 hex digits.</param>
/// <param name="Candidates">Every miner of the subnet, in the order of commitment.</param>
internal sealed record RoundRecord(uint Block, string Seed, ImmutableArray<CandidateRecord> Candidates);
