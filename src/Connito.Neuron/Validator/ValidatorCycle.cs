using Connito.Chain.Crypto;
using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Validator;

/// <summary>A validator's work in one cycle, each step once: baseline, round, weights, merge, publication.</summary>
internal sealed class ValidatorCycle(
    BaselineAgreement agreement, RoundRunner rounds, WeightSetter weights, MergeRunner merges, CommitSender commits, ICheckpointStore store,
    FileVault vault, TaskFiles task, Journal journal, PhaseClock clock, NetworkProfile profile, Keypair hotkey, NeuronStatus status,
    ILogger<ValidatorCycle> log)
{
    private (uint Cycle, Task<WeightsRecord> Set)? _weights;

    private int GroupId => task.Bundle.Group.Id;

    /// <summary>Runs the steps that have no result yet, as far as their phases are not over.</summary>
    public async Task RunAsync(Cycle cycle, CancellationToken cancellation)
    {
        if (IsTooLate(cycle))
        {
            log.CycleBegunTooLate(cycle.Index);
            return;
        }

        if (await agreement.TakeAsync(cycle, cancellation) is not { } baseline)
            return;

        await CommitHeldAsync(cycle, baseline, cancellation);
        if (await rounds.RunAsync(cycle, baseline, cancellation) is not { } round)
            return;

        var weightsSet = BeginWeights(cycle, round, cancellation);
        var merge = await merges.RunAsync(cycle, baseline, round, cancellation);
        status.Merged(merge);
        await AnnounceAsync(cycle, merge.Next, cancellation);
        status.Activity = "setting weights";
        status.Weighted(await weightsSet);
        status.Activity = "waiting for the next cycle";
    }

    // A round that was opened is gone on with; one that was not is no longer worth a baseline.
    private bool IsTooLate(Cycle cycle) =>
        clock.HasReached(cycle.Start(CyclePhase.Validate))
        && journal.Find(new StepName(cycle, ValidatorStage.Round), ValidatorJson.Default.RoundRecord) is null;

    // The rate limit may make weights wait; the merge does not wait for them, and its failure does not begin them anew.
    private Task<WeightsRecord> BeginWeights(Cycle cycle, FinishedRound round, CancellationToken cancellation)
    {
        if (_weights is not { } begun || begun.Cycle != cycle.Index || begun.Set.IsFaulted)
            _weights = begun = (cycle.Index, weights.SetAsync(cycle, round.Scores.Round, cancellation));
        return begun.Set;
    }

    private Task<CommitRecord> CommitHeldAsync(Cycle cycle, HeldBaseline baseline, CancellationToken cancellation) =>
        commits.CommitAsync(
            cycle, CyclePhase.MinerCommit1, ValidatorStage.CommitHeld,
            () => new ValidatorCommit(baseline.ModelHash, cycle.Version.Value, GroupId, Place: null).Encode(profile.Limits), cancellation);

    private async Task AnnounceAsync(Cycle cycle, HeldBaseline next, CancellationToken cancellation)
    {
        var signed = Sign(cycle, next);
        var first = await commits.CommitAsync(
            cycle, CyclePhase.ValidatorCommit1, ValidatorStage.Commit1, () => new SignedHashCommit(signed).Encode(profile.Limits), cancellation);
        if (!first.IsMade)
            return;

        status.Activity = "publishing the next baseline";
        var published = await PublishAsync(cycle, next, cancellation);
        if (published.Place is not { } place)
        {
            log.NotPublished(cycle.Index, published.Reason ?? "no reason");
            return;
        }

        await commits.CommitAsync(
            cycle, CyclePhase.ValidatorCommit2, ValidatorStage.Commit2,
            () => new ValidatorCommit(next.ModelHash, cycle.Version.Value, GroupId, place).Encode(profile.Limits), cancellation);
    }

    private SignedModelHash Sign(Cycle cycle, HeldBaseline next)
    {
        var step = new StepName(cycle, ValidatorStage.Signature);
        var record = journal.Find(step, ValidatorJson.Default.SignatureRecord)
            ?? journal.Record(step, new SignatureRecord(SignedModelHash.Sign(hotkey, next.ModelHash).Text), ValidatorJson.Default.SignatureRecord);
        return new SignedModelHash(record.Signed);
    }

    private Task<PublishRecord> PublishAsync(Cycle cycle, HeldBaseline next, CancellationToken cancellation) =>
        journal.OnceAsync(new StepName(cycle, ValidatorStage.Publish), ValidatorJson.Default.PublishRecord, async () =>
        {
            var experts = FileOf(CheckpointFileName.Experts(GroupId), next.ExpertsFile);
            Revision revision = new(hotkey.Hotkey, cycle.Index, next.MomentumFile is { } momentum
                ? [experts, task.Shared, FileOf(CheckpointFileName.Momentum(GroupId), momentum)]
                : [experts, task.Shared]);
            while (true)
            {
                var outcome = await store.PublishAsync(revision, cancellation);
                if (outcome is PublishOutcome.Published published)
                    return new PublishRecord(published.Place, null);

                // A process told to end has not failed to publish: the next one does.
                cancellation.ThrowIfCancellationRequested();
                if (clock.HasReached(cycle.End(CyclePhase.ValidatorCommit2)))
                    return new PublishRecord(null, (outcome as PublishOutcome.Failed)?.Reason);
                await clock.ReachAsync(clock.Head!.Value.Number + 1, cancellation);
            }
        });

    private RevisionFile FileOf(string name, FileHash hash) => new(name, hash, new FileInfo(vault.PathOf(hash)).Length);
}
