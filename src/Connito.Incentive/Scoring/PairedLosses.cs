using System.Collections.Immutable;

namespace Connito.Incentive.Scoring;

/// <summary>Losses of the baseline and of a candidate on the same held-out sequences, in the same order, in nats per token.</summary>
public sealed record PairedLosses
{
    /// <exception cref="ArgumentException">The counts differ, fewer than two sequences came, or a baseline loss is not finite.</exception>
    public PairedLosses(ImmutableArray<double> baseline, ImmutableArray<double> candidate)
    {
        if (baseline.Length != candidate.Length || baseline.Length < 2)
            throw new ArgumentException(
                $"{baseline.Length} baseline and {candidate.Length} candidate losses came: two or more of each, as many of both, are wanted.");
        if (baseline.FirstOrDefault(loss => !double.IsFinite(loss), 0) is var broken && !double.IsFinite(broken))
            throw new ArgumentException($"A baseline loss is {broken}: a model that is not finite cannot judge a miner.", nameof(baseline));
        (Baseline, Candidate) = (baseline, candidate);
    }

    /// <summary>Per-sequence losses of the global model; finite.</summary>
    public ImmutableArray<double> Baseline { get; }

    /// <summary>Per-sequence losses with the miner's shard; whatever the miner's parameters made of them.</summary>
    public ImmutableArray<double> Candidate { get; }

    /// <summary>The first sequence whose candidate loss is not finite; null when all are.</summary>
    public int? FirstNonFinite
    {
        get
        {
            for (var i = 0; i < Candidate.Length; i++)
                if (!double.IsFinite(Candidate[i]))
                    return i;
            return null;
        }
    }
}
