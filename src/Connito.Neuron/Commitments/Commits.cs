using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Connito.Neuron.Profiles;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Commitments;

/// <summary>The first commitment of a phase pair: the signature of a hash that is not told yet.</summary>
internal sealed record SignedHashCommit(SignedModelHash Signed)
{
    /// <summary>Compact JSON as the network writes it.</summary>
    public byte[] Encode(LimitProfile limits) => CommitPayload.Write(limits, json => json.WriteString("m", Signed.Text));
}

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

/// <param name="Location">The repository, or the transport's name for a place.</param>
/// <param name="Revision">Seven hex digits that pin its content.</param>
internal sealed record CommittedPlace(string Location, string Revision)
{
    /// <summary>Characters of a revision on the chain.</summary>
    public const int RevisionCharacters = 7;

    internal void WriteTo(Utf8JsonWriter json, LimitProfile limits)
    {
        if (Location.Length > limits.LocationCharacters)
            throw new CommitmentTooLongException($"A location has at most {limits.LocationCharacters} characters, '{Location}' is too long at {Location.Length}.");
        json.WriteString("r", Location);
        json.WriteString("rv", Revision);
    }
}

/// <summary>A commitment does not fit; nothing was sent.</summary>
internal sealed class CommitmentTooLongException(string message) : NeuronException(message);

/// <summary>Writes a commitment's JSON and holds it to the byte budget.</summary>
internal static class CommitPayload
{
    // Plain ASCII in, plain ASCII out: the default encoder would turn a '+' into six characters.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(LimitProfile limits, Action<Utf8JsonWriter> fields)
    {
        var bytes = new ArrayBufferWriter<byte>(limits.PayloadBytes);
        using (var json = new Utf8JsonWriter(bytes, Compact))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        if (bytes.WrittenCount > limits.PayloadBytes)
            throw new CommitmentTooLongException(
                $"A commitment has at most {limits.PayloadBytes} bytes, this one has {bytes.WrittenCount}; shorten its location.");
        return bytes.WrittenSpan.ToArray();
    }
}
