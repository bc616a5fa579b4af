using Connito.Chain.Crypto;
using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;
using Connito.Neuron.Transport;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Miner;

/// <summary>A miner's work in one cycle, each step once: baseline, shard, signed hash, upload, reveal.</summary>
internal sealed class MinerCycle(
    BaselineKeeper baselines, TaskFiles task, IShardProducer producer, CommitSender commits, ICheckpointStore store, FileVault vault,
    DataFolder folder, Journal journal, PhaseClock clock, NetworkProfile profile, Keypair hotkey, NeuronStatus status, ILogger<MinerCycle> log)
{
    private string FileName => CheckpointFileName.Experts(task.Bundle.Group.Id);

    /// <summary>Runs the steps that have no result yet, as far as their phases are not over.</summary>
    public async Task RunAsync(Cycle cycle, CancellationToken cancellation)
    {
        if (await TakeBaselineAsync(cycle, cancellation) is not { } baseline
            || await ProduceAsync(cycle, baseline, cancellation) is not { File: not null } shard)
            return;

        var signed = Sign(cycle, shard);
        var first = await commits.CommitAsync(
            cycle, CyclePhase.MinerCommit1, MinerStage.Commit1, () => new SignedHashCommit(signed).Encode(profile.Limits), cancellation);
        if (!first.IsMade)
            return;

        var upload = await UploadAsync(cycle, shard, cancellation);
        if (upload.Place is not { } place)
            return;

        var reveal = new MinerCommit(task.Bundle.Group.Id, shard.ModelHash, baseline.Version, place);
        await commits.CommitAsync(cycle, CyclePhase.MinerCommit2, MinerStage.Commit2, () => reveal.Encode(profile.Limits), cancellation);
    }

    private async Task<HeldBaseline?> TakeBaselineAsync(Cycle cycle, CancellationToken cancellation)
    {
        var step = new StepName(cycle, MinerStage.Baseline);
        if (journal.Find(step, MinerJson.Default.HeldBaseline) is { } known)
            return Held(known);
        if (clock.HasReached(cycle.Start(CyclePhase.MinerCommit1)))
        {
            log.CycleBegunTooLate(cycle.Index);
            return null;
        }

        status.Activity = "taking the baseline";
        using var deadline = new BlockDeadline(clock, cycle.Start(CyclePhase.MinerCommit1), cancellation);
        try
        {
            var majority = await baselines.FindMajorityAsync(cycle, deadline.Token);
            while (true)
            {
                var taken = majority.IsEmpty ? Initial(cycle) : await baselines.TakeAsync(majority, deadline.Token);
                if (taken is not null)
                    return Held(journal.Record(step, taken, MinerJson.Default.HeldBaseline));
                await clock.ReachAsync(clock.Head!.Value.Number + 1, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            log.BaselineNotTaken(cycle.Index);
            return null;
        }
    }

    // Nobody announced one yet: the initial model counts as the cycle before's, so that its version is within the range.
    private HeldBaseline Initial(Cycle cycle) => task.Initial with { Version = cycle.Previous?.Version.Value ?? 0 };

    private HeldBaseline Held(HeldBaseline baseline)
    {
        status.Baseline = baseline;
        return baseline;
    }

    private async Task<ShardRecord> ProduceAsync(Cycle cycle, HeldBaseline baseline, CancellationToken cancellation)
    {
        // The path tells the cycle: a shard that was written when the process ended is not made again.
        string path = Path.Combine(folder.WorkPath, $"shard-{cycle.Index}.safetensors");
        var record = await journal.OnceAsync(
            new StepName(cycle, MinerStage.Shard), MinerJson.Default.ShardRecord, () => MakeAsync(cycle, baseline, path, cancellation));
        if (record.File is { } file && !vault.Contains(FileHash.Parse(file)))
            await vault.AdoptAsync(path, FileHash.Parse(file), cancellation);
        return record;
    }

    private async Task<ShardRecord> MakeAsync(Cycle cycle, HeldBaseline baseline, string path, CancellationToken cancellation)
    {
        ProducedShard? produced = null;
        if (!File.Exists(path))
        {
            status.Activity = "making the shard";
            Directory.CreateDirectory(folder.WorkPath);
            var deadline = cycle.Start(CyclePhase.MinerCommit1) - profile.Training.MarginBlocks;
            produced = await producer.ProduceAsync(new ShardRequest(cycle, baseline, path, deadline), cancellation);
            if (produced is null)
                return ShardRecord.None;
            log.ShardMade(cycle.Index, produced.Steps, produced.FirstLoss ?? double.NaN, produced.LastLoss ?? double.NaN, produced.Ended);
        }

        var hash = await Task.Run(() => ModelHash.OfFile(path), cancellation);
        var file = await FileHash.OfFileAsync(path, cancellation);
        return new ShardRecord(hash.Hex, file.Hex, new FileInfo(path).Length, produced);
    }

    private SignedModelHash Sign(Cycle cycle, ShardRecord shard)
    {
        var step = new StepName(cycle, MinerStage.Signature);
        var record = journal.Find(step, MinerJson.Default.SignatureRecord)
            ?? journal.Record(step, new SignatureRecord(SignedModelHash.Sign(hotkey, shard.ModelHash).Text), MinerJson.Default.SignatureRecord);
        return new SignedModelHash(record.Signed);
    }

    private Task<UploadRecord> UploadAsync(Cycle cycle, ShardRecord shard, CancellationToken cancellation) =>
        journal.OnceAsync(new StepName(cycle, MinerStage.Upload), MinerJson.Default.UploadRecord, async () =>
        {
            status.Activity = "uploading the shard";
            var revision = new Revision(hotkey.Hotkey, cycle.Index, [shard.ToFile(FileName)]);
            var reveal = cycle.Start(CyclePhase.MinerCommit2);
            while (true)
            {
                // One slow taker must not cost the reveal: who has not taken it when the phase begins fetches it from the others.
                var until = clock.HasReached(reveal) ? clock.Head!.Value.Number + 1 : reveal;
                using var deadline = new BlockDeadline(clock, until, cancellation);
                var outcome = await store.PublishAsync(revision, deadline.Token);
                if (outcome is PublishOutcome.Published { Place: var place })
                    return new UploadRecord(place, Reason: null);

                string reason = outcome is PublishOutcome.Failed failed ? failed.Reason : "nobody took it";
                if (clock.HasReached(cycle.End(CyclePhase.MinerCommit2)))
                {
                    log.UploadLost(cycle.Index, reason);
                    return new UploadRecord(Place: null, reason);
                }

                await clock.ReachAsync(clock.Head!.Value.Number + 1, cancellation);
            }
        });
}
