using System.Diagnostics;
using Connito.Neuron.Baselines;
using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;
using Connito.Neuron.Transport;
using Connito.Training;

namespace Connito.Neuron.Submissions;

/// <summary>Takes one candidate of a round from its commitment to its losses. One shard is in memory at a time.</summary>
internal sealed class SubmissionEvaluator(
    ICheckpointStore store, FileVault vault, TaskFiles task, ResidentModel model, ComputeThread compute, NetworkProfile profile)
{
    /// <summary>The baseline's losses on the round's sequences; the model holds that baseline afterwards.</summary>
    public Task<BaselineLosses> EvaluateBaselineAsync(RoundRecord round, HeldBaseline baseline, CancellationToken cancellation) =>
        compute.RunAsync(
            token =>
            {
                model.Hold(baseline);
                double[] losses = model.Losses(round.Seed, submission: null, token);
                return losses.All(double.IsFinite)
                    ? new BaselineLosses([.. losses])
                    : throw new NeuronException($"Baseline {baseline.Hash} has a loss that is not finite: it cannot judge anyone.");
            },
            cancellation);

    /// <summary>Fetches, verifies and measures.</summary>
    public async Task<EvaluationRecord> EvaluateAsync(
        CandidateRecord candidate, RoundRecord round, Cycle cycle, HeldBaseline baseline, CancellationToken cancellation)
    {
        if (candidate.Refusal is { } refusal)
            return EvaluationRecord.Reject(refusal);

        string name = CheckpointFileName.Experts(task.Bundle.Group.Id);
        var request = new RevisionRequest(candidate.Key, cycle.Index, candidate.Place!, [name], profile.Limits.ShardBytes);
        return await store.FetchAsync(request, cancellation) switch
        {
            FetchOutcome.Fetched { Revision: var revision } when revision.Find(name) is { } file =>
                await MeasureAsync(new FetchedSubmission(candidate.Key, file.Hash, candidate.ModelHash), round, baseline, cancellation),
            FetchOutcome.Fetched => EvaluationRecord.Reject($"the revision has no file {name}"),
            FetchOutcome.Absent absent => EvaluationRecord.Reject($"absent: {absent.Reason}"),
            FetchOutcome.Refused refused => EvaluationRecord.Reject($"refused: {refused.Reason}"),
            FetchOutcome.Unreachable unreachable => EvaluationRecord.Skip($"not fetched: {unreachable.Reason}"),
            var other => throw new InvalidOperationException($"Outcome {other} is not handled."),
        };
    }

    private async Task<EvaluationRecord> MeasureAsync(
        FetchedSubmission fetched, RoundRecord round, HeldBaseline baseline, CancellationToken cancellation) =>
        await compute.RunAsync(token => Measure(fetched, round, baseline, token), cancellation);

    private EvaluationRecord Measure(FetchedSubmission fetched, RoundRecord round, HeldBaseline baseline, CancellationToken cancellation)
    {
        var (submission, refusal) = VerifiedSubmission.Verify(
            fetched, vault.PathOf(fetched.File), task.Schema, task.Schema.Limits);
        if (submission is null)
            return EvaluationRecord.Reject(refusal!);

        long begun = Stopwatch.GetTimestamp();
        using (submission)
        {
            model.Hold(baseline);
            try
            {
                double[] losses = model.Losses(round.Seed, submission, cancellation);
                NeuronMetrics.Shared.EvaluationTook(Stopwatch.GetElapsedTime(begun));
                // JSON has no such numbers, and no score rests on them.
                int odd = Array.FindIndex(losses, loss => !double.IsFinite(loss));
                return odd < 0
                    ? new EvaluationRecord([.. losses], null, null, fetched.File.Hex)
                    : EvaluationRecord.Reject($"loss: sequence {odd} of {losses.Length} gives {losses[odd]}");
            }
            catch (TrainingException failure)
            {
                return EvaluationRecord.Reject($"load: {failure.Message}");
            }
        }
    }
}
