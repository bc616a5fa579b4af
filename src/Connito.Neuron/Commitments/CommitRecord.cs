using System.Text.Json.Serialization;

namespace Connito.Neuron.Commitments;

/// <summary>What came of a commitment.</summary>
/// <param name="Block">The block that holds it; null when it was not made in its phase.</param>
/// <param name="Reason">Why it was not.</param>
internal sealed record CommitRecord(uint? Block, string? Reason)
{
    /// <summary>Whether it is on the chain.</summary>
    [JsonIgnore]
    public bool IsMade => Block is not null;
}

/// <summary>A commitment about to be sent.</summary>
internal sealed record CommitIntent(byte[] Payload);

/// <summary>Generated reader and writer of the journal's records here.</summary>
[JsonSerializable(typeof(CommitRecord))]
[JsonSerializable(typeof(CommitIntent))]
internal sealed partial class CommitmentJson : JsonSerializerContext;
