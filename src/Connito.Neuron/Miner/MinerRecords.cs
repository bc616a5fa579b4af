using System.Text.Json.Serialization;
using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Store;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Miner;

/// <summary>The journal's names of a miner's steps, in their order.</summary>
internal static class MinerStage
{
    public const string Baseline = "miner.baseline";
    public const string Shard = "miner.shard";
    public const string Signature = "miner.signature";
    public const string Commit1 = "miner.commit1";
    public const string Upload = "miner.upload";
    public const string Commit2 = "miner.commit2";
}

/// <summary>A shard in the vault; without a file when nothing is submitted in the cycle.</summary>
internal sealed record ShardRecord(string? Hash, string? File, long SizeBytes, ProducedShard? Produced)
{
    /// <summary>Nothing is submitted.</summary>
    public static ShardRecord None { get; } = new(null, null, 0, null);

    /// <summary>Its model hash.</summary>
    [JsonIgnore]
    public ModelHash ModelHash => ModelHash.Parse(Hash!);

    /// <summary>Its file as part of a revision.</summary>
    public RevisionFile ToFile(string name) => new(name, FileHash.Parse(File!), SizeBytes);
}

/// <summary>The signature of the shard's hash: made once, since each signature differs.</summary>
internal sealed record SignatureRecord(string Signed);

/// <summary>Where the shard lies; null when nobody took it.</summary>
internal sealed record UploadRecord(CommittedPlace? Place, string? Reason);

/// <summary>Generated reader and writer of the journal's records here.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(HeldBaseline))]
[JsonSerializable(typeof(ShardRecord))]
[JsonSerializable(typeof(SignatureRecord))]
[JsonSerializable(typeof(UploadRecord))]
internal sealed partial class MinerJson : JsonSerializerContext;
