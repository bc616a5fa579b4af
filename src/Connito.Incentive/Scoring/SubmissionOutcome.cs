namespace Connito.Incentive.Scoring;

/// <summary>What came of evaluating one miner's submission.</summary>
public abstract record SubmissionOutcome
{
    private SubmissionOutcome() { }

    /// <summary>It was compared with the baseline; whether it gained is for the evidence to say.</summary>
    public sealed record Evaluated(LossEvidence Evidence) : SubmissionOutcome;

    /// <summary>The miner's fault, such as a bad signature: scores zero.</summary>
    public sealed record Rejected(string Reason) : SubmissionOutcome;

    /// <summary>Our fault, such as a time-out: the miner's history stays as it was.</summary>
    public sealed record NotEvaluated(string Reason) : SubmissionOutcome;

    /// <summary>The outcome of an evaluation that ran to its end: a loss that is not finite on any sequence rejects the submission.</summary>
    public static SubmissionOutcome Of(PairedLosses losses, double confidence = LossEvidence.DefaultConfidence)
    {
        ArgumentNullException.ThrowIfNull(losses);
        return losses.FirstNonFinite is { } sequence
            ? new Rejected($"The loss on sequence {sequence} of {losses.Candidate.Length} is {losses.Candidate[sequence]}: finite losses are wanted.")
            : new Evaluated(LossEvidence.Of(losses, confidence));
    }
}
