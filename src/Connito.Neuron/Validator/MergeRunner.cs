using System.Collections.Immutable;
using Connito.Incentive.Scoring;
using Connito.Neuron.Baselines;
using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Training.Checkpoints;
using Connito.Training.Optimization;

namespace Connito.Neuron.Validator;

/// <summary>Makes the next baseline of the shards that helped. What goes in decides what comes out, to the bit: it may run again.</summary>
internal sealed class MergeRunner(FileVault vault, ComputeThread compute, NetworkProfile profile, Journal journal, ILogger<MergeRunner> log)
{
    // Gains count in thousandths of a nat: validators whose losses differ in the last bits still merge the same.
    private const double GainUnit = 1e-3;

    /// <summary>Takes the outer step of <paramref name="cycle"/>, once. Without a shard that helped the baseline stays as it is.</summary>
    public async Task<MergeRecord> RunAsync(Cycle cycle, HeldBaseline baseline, FinishedRound round, CancellationToken cancellation)
    {
        var step = new StepName(cycle, ValidatorStage.Merge);
        if (journal.Find(step, ValidatorJson.Default.MergeRecord) is { } known)
            return known;

        var parts = Parts(round);
        var next = parts.IsEmpty
            ? baseline with { Version = cycle.Version.Value, Origin = "no shard helped: unchanged" }
            : await StepAsync(cycle, baseline, round, parts, cancellation);
        log.Merged(cycle.Index, parts.Length, next.Hash);
        return journal.Record(step, new MergeRecord(next, parts), ValidatorJson.Default.MergeRecord);
    }

    /// <summary>Who is merged, by how much: in proportion to the gain that the evidence supports, the best first.</summary>
    private ImmutableArray<MergeRecord.Part> Parts(FinishedRound round)
    {
        var paid = round.Scores.Miners.Where(miner => miner.Score > 0).Select(miner => miner.Uid).ToHashSet();
        var gains = round.Entries
            .Where(entry => paid.Contains(entry.Uid) && entry.Outcome is SubmissionOutcome.Evaluated { Evidence.LowerBound: > 0 })
            .Select(entry => (entry.Uid, Units: 1 + (long)Math.Floor(((SubmissionOutcome.Evaluated)entry.Outcome).Evidence.LowerBound / GainUnit)))
            .OrderByDescending(gain => gain.Units).ThenBy(gain => gain.Uid)
            .Take(profile.Merge.MaxMiners)
            .ToImmutableArray();
        double total = gains.Sum(gain => gain.Units);
        return [.. gains.Select(gain => new MergeRecord.Part(gain.Uid.Value, gain.Units / total))];
    }

    private async Task<HeldBaseline> StepAsync(
        Cycle cycle, HeldBaseline baseline, FinishedRound round, ImmutableArray<MergeRecord.Part> parts, CancellationToken cancellation)
    {
        string experts = vault.NewPath();
        string momentum = vault.NewPath();
        var hash = await compute.RunAsync(_ => Step(baseline, round, parts, experts, momentum), cancellation);
        var expertsFile = await vault.AdoptAsync(experts, expected: null, cancellation);
        var momentumFile = await vault.AdoptAsync(momentum, expected: null, cancellation);
        return new HeldBaseline(hash.Hex, cycle.Version.Value, expertsFile.Hex, momentumFile.Hex, "own outer step");
    }

    private ModelHash Step(
        HeldBaseline baseline, FinishedRound round, ImmutableArray<MergeRecord.Part> parts, string expertsPath, string momentumPath)
    {
        using var current = Checkpoint.Read(vault.PathOf(baseline.ExpertsFile));
        using var momentum = baseline.MomentumFile is { } file ? Checkpoint.Read(vault.PathOf(file)) : null;
        var opened = new List<Checkpoint>();
        try
        {
            var byUid = round.Round.Candidates.ToDictionary(candidate => candidate.Uid);
            var shards = new List<WeightedShard>();
            foreach (var part in parts)
            {
                // Its content is what was verified: the vault's name is the hash of its bytes.
                var shard = Checkpoint.Read(vault.PathOf(FileHash.Parse(round.Results[byUid[part.Uid].Key].File!)));
                opened.Add(shard);
                shards.Add(new WeightedShard(shard.Tensors, part.Weight));
            }

            var options = new OuterStepOptions(profile.Merge.OuterLearningRate, profile.Merge.Momentum);
            var result = OuterStep.Apply(current, shards, momentum, options);
            using var next = result.Baseline;
            using var state = result.Momentum;
            next.Write(expertsPath);
            state.Write(momentumPath);
            return next.Hash();
        }
        finally
        {
            opened.ForEach(shard => shard.Dispose());
        }
    }
}
