using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;
using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Submissions;
using Connito.Neuron.Validator;

namespace Connito.Neuron.Telemetry;

/// <summary>What this neuron is doing: written by its parts as they go, read whole by <c>/status</c>.</summary>
internal sealed class NeuronStatus(NeuronRole role, Hotkey hotkey, PhaseClock clock, TimeProvider time)
{
    private const int KeptRounds = 32;

    private readonly Lock _lock = new();
    private ImmutableArray<RoundStatus> _rounds = [];

    /// <summary>What is going on, in words.</summary>
    public string Activity { get; set; } = "starting";

    /// <summary>The global model it works from.</summary>
    public HeldBaseline? Baseline { get; set; }

    /// <summary>The newest inner step.</summary>
    public TrainingStatus? Training { get; set; }

    /// <summary>A round begins, or is gone on with.</summary>
    public void BeginRound(uint cycle, RoundRecord round, double baselineLoss)
    {
        var miners = round.Candidates.Select(candidate => new MinerStatus(candidate.Uid, candidate.Hotkey)).OrderBy(miner => miner.Uid);
        lock (_lock)
        {
            _rounds = [.. _rounds.Where(known => known.Cycle != cycle).TakeLast(KeptRounds - 1),
                new RoundStatus(cycle, round.Block, round.Seed, baselineLoss, [.. miners])];
        }

        NeuronMetrics.Shared.Round(round.Candidates.Length, baselineLoss);
    }

    /// <summary>A candidate of the newest round was judged.</summary>
    public void Evaluated(CandidateRecord candidate, SubmissionOutcome outcome) => Change(candidate.Uid, miner => outcome switch
    {
        SubmissionOutcome.Evaluated { Evidence: var evidence } => miner with
        {
            Outcome = "evaluated",
            Loss = evidence.Loss,
            MeanGain = evidence.MeanGain,
            LowerBound = evidence.LowerBound,
        },
        SubmissionOutcome.Rejected rejected => miner with { Outcome = "rejected", Reason = rejected.Reason },
        SubmissionOutcome.NotEvaluated skipped => miner with { Outcome = "not evaluated", Reason = skipped.Reason },
        _ => miner,
    });

    /// <summary>The newest round has its points.</summary>
    public void Scored(RoundScores scores)
    {
        foreach (var score in scores.Miners)
            Change(score.Uid.Value, miner => miner with { Score = score.Score, Reason = score.Reason });
        NeuronMetrics.Shared.Scored(scores);
    }

    /// <summary>The newest round has its outer step.</summary>
    public void Merged(MergeRecord merge)
    {
        ChangeRound(round => round with { NextBaseline = merge.Next.Hash });
        foreach (var part in merge.Merged)
            Change(part.Uid, miner => miner with { MergedPart = part.Weight });
    }

    /// <summary>The newest round has its weights.</summary>
    public void Weighted(WeightsRecord weights)
    {
        ChangeRound(round => round with { WeightsBlock = weights.Block, WeightsNotSet = weights.Reason });
        foreach (var share in weights.Shares)
            Change(share.Uid, miner => miner with { Weight = share.Weight });
        NeuronMetrics.Shared.Weights(weights.Block is not null);
    }

    /// <summary>Everything at this moment.</summary>
    public StatusReport Report()
    {
        var moment = clock.Head is { } head ? clock.Schedule.At(head.Number) : (PhaseMoment?)null;
        lock (_lock)
        {
            return new StatusReport(
                role.ToString().ToLowerInvariant(), hotkey.ToString(), time.GetUtcNow(), moment?.Block.Value, moment?.Cycle.Index,
                moment?.Phase.ToString(), moment?.BlocksRemaining, Activity, Baseline, Training, _rounds);
        }
    }

    private void Change(ushort uid, Func<MinerStatus, MinerStatus> change) =>
        ChangeRound(round => round with { Miners = [.. round.Miners.Select(miner => miner.Uid == uid ? change(miner) : miner)] });

    private void ChangeRound(Func<RoundStatus, RoundStatus> change)
    {
        lock (_lock)
        {
            if (!_rounds.IsEmpty)
                _rounds = _rounds.SetItem(_rounds.Length - 1, change(_rounds[^1]));
        }
    }
}
