using System.Collections.Immutable;

namespace Connito.Incentive.Scoring;

/// <summary>How a round's evidence becomes points.</summary>
public abstract record ScoreRule
{
    private protected ScoreRule() { }

    /// <summary>Who scores where results are equal to the last bit.</summary>
    public TieRule Ties { get; init; } = TieRule.EarlierCommitScores;

    /// <summary>The measure by which submissions compete; zero when there is no gain.</summary>
    public abstract double Measure(LossEvidence evidence);

    /// <summary>Points for positive measures that are all different, in the order given.</summary>
    public abstract ImmutableArray<double> Points(ImmutableArray<double> measures);
}

/// <summary>Who scores where two submissions measure exactly the same, which independent work practically never does.</summary>
public enum TieRule
{
    /// <summary>The one committed in the earlier block; the others score zero, and all do that share the earliest block.</summary>
    EarlierCommitScores,

    /// <summary>Nobody: the reference's rule, under which a copier can at least spoil the pay of whom it copies.</summary>
    NobodyScores,
}
