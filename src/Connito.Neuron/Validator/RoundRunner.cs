using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;
using Connito.Neuron.Baselines;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Submissions;
using Connito.Neuron.Telemetry;

namespace Connito.Neuron.Validator;

/// <summary>A validator's round: opened, each candidate evaluated once, all scored.</summary>
internal sealed class RoundRunner(
    RoundOpener opener, SubmissionEvaluator evaluator, Journal journal, ScoreLog scoreLog, PhaseClock clock, NetworkProfile profile,
    NeuronStatus status, ILogger<RoundRunner> log)
{
    private const int MostTries = 3;

    /// <summary>Runs the round of <paramref name="cycle"/>, or goes on with it.</summary>
    /// <returns>Null when its phases were over before it was opened.</returns>
    public async Task<FinishedRound?> RunAsync(Cycle cycle, HeldBaseline baseline, CancellationToken cancellation)
    {
        if (await OpenAsync(cycle, baseline, cancellation) is not { } round)
            return null;

        var baselineLosses = await journal.OnceAsync(
            new StepName(cycle, ValidatorStage.BaselineLosses), ValidatorJson.Default.BaselineLosses,
            () => evaluator.EvaluateBaselineAsync(round, baseline, cancellation));
        status.BeginRound(cycle.Index, round, baselineLosses.Losses.Average());
        var results = await EvaluateAllAsync(cycle, round, baseline, baselineLosses, cancellation);
        return Score(cycle, round, baselineLosses, results);
    }

    private async Task<RoundRecord?> OpenAsync(Cycle cycle, HeldBaseline baseline, CancellationToken cancellation)
    {
        var step = new StepName(cycle, ValidatorStage.Round);
        if (journal.Find(step, ValidatorJson.Default.RoundRecord) is { } known)
            return known;
        if (await clock.EnterAsync(cycle, CyclePhase.Submission, cancellation) is PhaseEntry.Missed)
            return null;

        status.Activity = "opening the round";
        var round = journal.Record(step, await opener.OpenAsync(cycle, baseline, cancellation), ValidatorJson.Default.RoundRecord);
        log.RoundOpened(cycle.Index, round.Candidates.Length, round.Candidates.Count(candidate => candidate.Refusal is null));
        return round;
    }

    private async Task<Dictionary<Hotkey, EvaluationRecord>> EvaluateAllAsync(
        Cycle cycle, RoundRecord round, HeldBaseline baseline, BaselineLosses baselineLosses, CancellationToken cancellation)
    {
        var results = new Dictionary<Hotkey, EvaluationRecord>();
        // Scores, weights and merge follow in Validate and Merge: what is not evaluated when Validate ends is left out.
        using var deadline = new BlockDeadline(clock, cycle.Start(CyclePhase.Merge), cancellation);
        var pending = new Queue<(CandidateRecord Candidate, int Tries)>(round.Candidates.Select(candidate => (candidate, 1)));
        while (pending.TryDequeue(out var next))
        {
            var (candidate, tries) = next;
            status.Activity = $"evaluating uid {candidate.Uid}";
            var step = new StepName(cycle, ValidatorStage.Evaluation, candidate.Key);
            var result = journal.Find(step, ValidatorJson.Default.EvaluationRecord)
                ?? await EvaluateAsync(candidate, round, cycle, baseline, deadline);
            if (result.NotEvaluated is not null && tries < MostTries && !clock.HasReached(deadline.Block - 1))
            {
                // Our own fault is worth another try, after the others had theirs.
                pending.Enqueue((candidate, tries + 1));
                await clock.ReachAsync(clock.Head!.Value.Number + 1, cancellation);
                continue;
            }

            results.Add(candidate.Key, journal.Record(step, result, ValidatorJson.Default.EvaluationRecord));
            Tell(candidate, result.ToOutcome(baselineLosses.Losses, profile.Evaluation.Confidence));
        }

        return results;
    }

    private async Task<EvaluationRecord> EvaluateAsync(
        CandidateRecord candidate, RoundRecord round, Cycle cycle, HeldBaseline baseline, BlockDeadline deadline)
    {
        if (candidate.Refusal is null && clock.HasReached(deadline.Block))
            return EvaluationRecord.Skip("the round ended before its turn");
        try
        {
            return await evaluator.EvaluateAsync(candidate, round, cycle, baseline, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            return EvaluationRecord.Skip("the round ended while it was fetched or evaluated");
        }
    }

    private FinishedRound Score(Cycle cycle, RoundRecord round, BaselineLosses baseline, Dictionary<Hotkey, EvaluationRecord> results)
    {
        var entries = round.Candidates.Select(candidate => new RoundEntry(
            new Uid(candidate.Uid), candidate.Key,
            candidate.CommittedAt is { } block ? new BlockNumber(block) : null, candidate.Hash,
            results[candidate.Key].ToOutcome(baseline.Losses, profile.Evaluation.Confidence))).ToImmutableArray();
        var scores = RoundScores.Of(new BlockNumber(round.Block), entries, Rule());
        scoreLog.Record(scores);
        journal.Record(new StepName(cycle, ValidatorStage.Scores), Record(scores, entries), ValidatorJson.Default.ScoresRecord);
        status.Scored(scores);
        log.RoundScored(cycle.Index, scores.Miners.Length, scores.Miners.Count(miner => miner.Score > 0));
        return new FinishedRound(round, scores, entries, results);
    }

    private ScoreRule Rule() => profile.Scoring.Rule switch
    {
        ScoringRuleName.Evidence => new EvidenceRule(),
        ScoringRuleName.Rank => RankRule.Reference,
        var other => throw new InvalidOperationException($"Rule {other} is not handled."),
    };

    private static ScoresRecord Record(RoundScores scores, ImmutableArray<RoundEntry> entries)
    {
        var evidence = entries.ToDictionary(entry => entry.Uid, entry => (entry.Outcome as SubmissionOutcome.Evaluated)?.Evidence);
        return new ScoresRecord([.. scores.Miners.Select(miner => new ScoresRecord.Miner(
            miner.Uid.Value, miner.Hotkey.ToString(), miner.Score, miner.Reason,
            evidence[miner.Uid]?.Loss, evidence[miner.Uid]?.MeanGain, evidence[miner.Uid]?.LowerBound))]);
    }

    private void Tell(CandidateRecord candidate, SubmissionOutcome outcome)
    {
        status.Evaluated(candidate, outcome);
        NeuronMetrics.Shared.Evaluated(outcome);
        switch (outcome)
        {
            case SubmissionOutcome.Evaluated { Evidence: var evidence }:
                log.SubmissionEvaluated(candidate.Uid, evidence.Loss, evidence.MeanGain, evidence.LowerBound);
                break;
            case SubmissionOutcome.Rejected rejected:
                log.SubmissionRejected(candidate.Uid, rejected.Reason);
                break;
            case SubmissionOutcome.NotEvaluated skipped:
                log.SubmissionNotEvaluated(candidate.Uid, skipped.Reason);
                break;
        }
    }
}
