using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Neuron.Commitments;
using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Transport;
using Connito.Training;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Baselines;

/// <summary>Finds the global model that the validators agree on and brings it into the vault.</summary>
internal sealed class BaselineKeeper(
    CheckpointReader chain, ICheckpointStore store, FileVault vault, TaskFiles task, NetworkProfile profile, ComputeThread compute,
    ILogger<BaselineKeeper> log)
{
    private int GroupId => task.Bundle.Group.Id;

    /// <summary>What validators announced for <paramref name="cycle"/>: in the cycle before, or in the last one within the version range.</summary>
    /// <returns>The announcements of the hash with the greatest stake; empty when there is none.</returns>
    public async Task<ImmutableArray<ChainCheckpoint>> FindMajorityAsync(Cycle cycle, CancellationToken cancellation)
    {
        var earlier = cycle.Previous;
        for (int back = 0; back < profile.Wire.VersionRangeCycles && earlier is { } produced; back++)
        {
            try
            {
                var checkpoints = await chain.ValidatorsAsync(produced, cancellation);
                if (checkpoints.Majority(GroupId) is { IsEmpty: false } majority)
                    return majority;
            }
            catch (ChainException failure) when (back > 0)
            {
                // The cycle just ended must be readable; an older one may have been pruned.
                log.EarlierCycleUnreadable(produced.Index, failure.Message);
                return [];
            }

            earlier = produced.Previous;
        }

        return [];
    }

    /// <summary>Brings the files of an agreed baseline into the vault, from whichever of its publishers has them.</summary>
    /// <returns>Null when none has; the reasons are logged.</returns>
    public async Task<HeldBaseline?> TakeAsync(ImmutableArray<ChainCheckpoint> majority, CancellationToken cancellation)
    {
        foreach (var announced in majority)
        {
            var request = new RevisionRequest(
                announced.Hotkey, ProducedIn(announced), announced.Place!,
                [CheckpointFileName.Experts(GroupId), CheckpointFileName.Shared, CheckpointFileName.Momentum(GroupId)],
                profile.Limits.BaselineBytes);
            var outcome = await store.FetchAsync(request, cancellation);
            string? fault = outcome switch
            {
                FetchOutcome.Fetched fetched => await FaultAsync(fetched.Revision, announced, cancellation),
                FetchOutcome.Absent absent => absent.Reason,
                FetchOutcome.Refused refused => refused.Reason,
                FetchOutcome.Unreachable unreachable => unreachable.Reason,
                _ => throw new InvalidOperationException($"Outcome {outcome} is not handled."),
            };
            if (fault is null)
                return Held(((FetchOutcome.Fetched)outcome).Revision, announced);
            log.BaselineNotTaken(announced.Hash.Hex, announced.Uid, fault);
        }

        return null;
    }

    // The version is the block at which MinerCommit1 of the producing cycle began.
    private uint ProducedIn(ChainCheckpoint announced) => chain.Schedule.CycleAt(announced.Version).Index;

    private async Task<string?> FaultAsync(Revision revision, ChainCheckpoint announced, CancellationToken cancellation)
    {
        if (revision.Find(CheckpointFileName.Experts(GroupId)) is not { } experts)
            return "the revision holds no experts";
        // The frozen part is the task's own: whoever publishes another one publishes another model.
        if (revision.Find(CheckpointFileName.Shared) is { } shared && shared.Hash != task.Shared.Hash)
            return "its shared parameters are not the task's";

        try
        {
            return await compute.RunAsync(_ => Fault(vault.PathOf(experts.Hash), announced.Hash), cancellation);
        }
        catch (TrainingException failure)
        {
            return failure.Message;
        }
    }

    private string? Fault(string path, ModelHash wanted)
    {
        using var checkpoint = Checkpoint.Read(path, task.Schema, task.Schema.Limits);
        return checkpoint.Hash() is var came && came == wanted ? null : $"model hash {wanted} was committed, {came} came";
    }

    private HeldBaseline Held(Revision revision, ChainCheckpoint announced) => new(
        announced.Hash.Hex, announced.Version.Value, revision.Find(CheckpointFileName.Experts(GroupId))!.Hash.Hex,
        revision.Find(CheckpointFileName.Momentum(GroupId))?.Hash.Hex, $"uid {announced.Uid}");
}
