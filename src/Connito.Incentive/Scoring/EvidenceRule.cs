using System.Collections.Immutable;

namespace Connito.Incentive.Scoring;

/// <summary>Our rule: points are the Proof-of-Loss score of the gain's lower confidence bound.</summary>
/// <remarks>What is paid is the gain that the evidence supports: honest work is paid in the order of its supported gain, luck on few
/// sequences is not, and a gain that may be none scores nothing.</remarks>
public sealed record EvidenceRule : ScoreRule
{
    /// <inheritdoc/>
    public override double Measure(LossEvidence evidence) => ProofOfLoss.Score(evidence.LowerBound);

    /// <inheritdoc/>
    public override ImmutableArray<double> Points(ImmutableArray<double> measures) => measures;
}
