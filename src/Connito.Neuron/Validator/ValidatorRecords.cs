using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Submissions;

namespace Connito.Neuron.Validator;

/// <summary>The journal's names of a validator's steps, in their order.</summary>
internal static class ValidatorStage
{
    public const string Baseline = "validator.baseline";
    public const string CommitHeld = "validator.commit-held";
    public const string Round = "validator.round";
    public const string BaselineLosses = "validator.baseline-losses";
    public const string Evaluation = "validator.evaluation";
    public const string Scores = "validator.scores";
    public const string Weights = "validator.weights";
    public const string Merge = "validator.merge";
    public const string Signature = "validator.signature";
    public const string Commit1 = "validator.commit1";
    public const string Publish = "validator.publish";
    public const string Commit2 = "validator.commit2";
}

/// <summary>Every judged miner's points of a round.</summary>
internal sealed record ScoresRecord(ImmutableArray<ScoresRecord.Miner> Miners)
{
    /// <param name="Uid">Its slot.</param>
    /// <param name="Hotkey">SS58.</param>
    /// <param name="Score">Points.</param>
    /// <param name="Reason">Why they are zero.</param>
    /// <param name="Loss">Mean held-out loss of its shard, in nats per token; null when it was not measured.</param>
    /// <param name="MeanGain">By how much that is below the baseline's.</param>
    /// <param name="LowerBound">The gain that the evidence supports.</param>
    internal sealed record Miner(ushort Uid, string Hotkey, double Score, string? Reason, double? Loss, double? MeanGain, double? LowerBound);
}

/// <summary>What came of setting weights.</summary>
/// <param name="Block">The block that holds them; null when none were set.</param>
/// <param name="Reason">Why none were.</param>
/// <param name="Shares">What was set, or would have been.</param>
internal sealed record WeightsRecord(uint? Block, string? Reason, ImmutableArray<WeightsRecord.Share> Shares)
{
    /// <param name="Uid">A miner's slot.</param>
    /// <param name="Weight">Its share of one.</param>
    internal sealed record Share(ushort Uid, double Weight);
}

/// <summary>What the merge made.</summary>
/// <param name="Next">The next baseline.</param>
/// <param name="Merged">Whose shards went into it, and their parts.</param>
internal sealed record MergeRecord(HeldBaseline Next, ImmutableArray<MergeRecord.Part> Merged)
{
    /// <param name="Uid">A miner's slot.</param>
    /// <param name="Weight">Its part; the parts sum to one.</param>
    internal sealed record Part(ushort Uid, double Weight);
}

/// <summary>The signature of the next baseline's hash.</summary>
internal sealed record SignatureRecord(string Signed);

/// <summary>Where the next baseline lies.</summary>
internal sealed record PublishRecord(CommittedPlace? Place, string? Reason);

/// <summary>Generated reader and writer of the journal's records here.</summary>
[JsonSerializable(typeof(HeldBaseline))]
[JsonSerializable(typeof(RoundRecord))]
[JsonSerializable(typeof(BaselineLosses))]
[JsonSerializable(typeof(EvaluationRecord))]
[JsonSerializable(typeof(ScoresRecord))]
[JsonSerializable(typeof(WeightsRecord))]
[JsonSerializable(typeof(MergeRecord))]
[JsonSerializable(typeof(SignatureRecord))]
[JsonSerializable(typeof(PublishRecord))]
internal sealed partial class ValidatorJson : JsonSerializerContext;
