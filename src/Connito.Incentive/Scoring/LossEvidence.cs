namespace Connito.Incentive.Scoring;

/// <summary>How much a candidate lowers the loss, and how sure that is.</summary>
/// <param name="Baseline">Mean loss of the global model, in nats per token.</param>
/// <param name="Loss">Mean loss of the candidate on the same sequences.</param>
/// <param name="MeanGain">Mean of the per-sequence differences, baseline minus candidate.</param>
/// <param name="StandardError">Of the mean gain: sample standard deviation of the differences over the root of their count.</param>
/// <param name="LowerBound">One-sided lower confidence bound of the gain at <paramref name="Confidence"/>.</param>
/// <param name="Confidence">The level of the bound: 0.95 means that it exceeds the true gain in one of twenty evaluations.</param>
/// <param name="Count">Sequences compared.</param>
/// <remarks>Pairing takes the sequences' own difficulty out of the noise: both models see the same text. The bound is
/// <c>mean - t(confidence, count - 1) * standard error</c>, Student's t, since the spread is estimated from the same few sequences. It is
/// valid for sequences drawn independently of the submission, as a seed from a block that nobody knew at commit time makes them.</remarks>
public sealed record LossEvidence(
    double Baseline, double Loss, double MeanGain, double StandardError, double LowerBound, double Confidence, int Count)
{
    /// <summary>The level of confidence where nothing else is stated.</summary>
    public const double DefaultConfidence = 0.95;

    /// <param name="losses">Finite on every sequence: see <see cref="PairedLosses.FirstNonFinite"/>.</param>
    /// <param name="confidence">From 0.5, where the bound is the mean, to below 1.</param>
    /// <exception cref="ArgumentException">A candidate loss is not finite.</exception>
    public static LossEvidence Of(PairedLosses losses, double confidence = DefaultConfidence)
    {
        ArgumentNullException.ThrowIfNull(losses);
        if (losses.FirstNonFinite is { } sequence)
            throw new ArgumentException($"The loss on sequence {sequence} is {losses.Candidate[sequence]}: there is no evidence in it.", nameof(losses));

        double[] gains = [.. losses.Baseline.Zip(losses.Candidate, (baseline, candidate) => baseline - candidate)];
        var mean = gains.Average();
        var variance = gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1);
        var standardError = Math.Sqrt(variance / gains.Length);
        var bound = mean - StudentT.Quantile(confidence, gains.Length - 1) * standardError;
        return new LossEvidence(
            losses.Baseline.Average(), losses.Candidate.Average(), mean, standardError, bound, confidence, gains.Length);
    }
}
