using System.Collections.Immutable;

namespace Connito.Incentive.Scoring;

/// <summary>The reference's rule: the best three by mean gain score 2.25, 1.5 and 1.0, everybody else nothing.</summary>
/// <remarks>Source: the network's protocol, "Finalize". A difference that is only noise decides as much here as a real one.</remarks>
public sealed record RankRule : ScoreRule
{
    /// <summary>The rule as validators of the network run it today, its treatment of ties included.</summary>
    public static RankRule Reference { get; } = new() { Ties = TieRule.NobodyScores };

    /// <summary>Points of the first rank, the second, and so on.</summary>
    public ImmutableArray<double> PointsByRank { get; init; } = [2.25, 1.5, 1.0];

    /// <inheritdoc/>
    public override double Measure(LossEvidence evidence) => ProofOfLoss.Score(evidence.Baseline, evidence.Loss);

    /// <inheritdoc/>
    public override ImmutableArray<double> Points(ImmutableArray<double> measures)
    {
        ImmutableArray<double> descending = [.. measures.OrderDescending()];
        return [.. measures.Select(measure => PointsByRank.ElementAtOrDefault(descending.IndexOf(measure)))];
    }
}
