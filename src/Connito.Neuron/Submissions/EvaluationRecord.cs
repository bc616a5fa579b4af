using System.Collections.Immutable;
using Connito.Incentive.Scoring;

namespace Connito.Neuron.Submissions;

/// <summary>What came of one miner's submission, with all that its score rests on; exactly one of the three is set.</summary>
/// <param name="Losses">Per-sequence losses of the shard.</param>
/// <param name="Rejected">The miner's fault.</param>
/// <param name="NotEvaluated">Ours.</param>
/// <param name="File">The shard in the vault, once it is verified.</param>
internal sealed record EvaluationRecord(ImmutableArray<double>? Losses, string? Rejected, string? NotEvaluated, string? File = null)
{
    /// <summary>The miner's fault.</summary>
    public static EvaluationRecord Reject(string reason) => new(null, reason, null);

    /// <summary>Our fault.</summary>
    public static EvaluationRecord Skip(string reason) => new(null, null, reason);

    /// <summary>As the incentive sees it.</summary>
    public SubmissionOutcome ToOutcome(ImmutableArray<double> baseline, double confidence) => this switch
    {
        { Losses: { } losses } => SubmissionOutcome.Of(new PairedLosses(baseline, losses), confidence),
        { Rejected: { } reason } => new SubmissionOutcome.Rejected(reason),
        _ => new SubmissionOutcome.NotEvaluated(NotEvaluated ?? "no result"),
    };
}

/// <summary>The baseline's losses on a round's sequences.</summary>
internal sealed record BaselineLosses(ImmutableArray<double> Losses);
