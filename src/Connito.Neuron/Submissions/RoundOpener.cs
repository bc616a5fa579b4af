using System.Collections.Immutable;
using System.Security.Cryptography;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;

namespace Connito.Neuron.Submissions;

/// <summary>Opens a round: who takes part, and on which sequences they are measured.</summary>
internal sealed class RoundOpener(
    ISubtensor subtensor, CheckpointReader chain, PhaseClock clock, ShardLog shards, TaskFiles task, NetworkProfile profile)
{
    private readonly RoleRule _roles = new(profile.Wire);

    /// <summary>Opens the round of <paramref name="cycle"/>; waits until two blocks after MinerCommit2 are known.</summary>
    public async Task<RoundRecord> OpenAsync(Cycle cycle, HeldBaseline baseline, CancellationToken cancellation)
    {
        var checkpoints = await chain.MinersAsync(cycle, cancellation);
        var candidates = Candidates(checkpoints, baseline, cycle);
        string seed = await SeedAsync(cycle, cancellation);
        return new RoundRecord(cycle.Start(CyclePhase.Submission).Value, seed, candidates);
    }

    /// <summary>The seed of a round: SHA-256 over the hashes of MinerCommit2's last block and of the block after it.</summary>
    /// <remarks>No one knew them when the work was committed, and the block's maker would have to give up a block to choose another.</remarks>
    public static string Seed(BlockHash last, BlockHash after) =>
        Convert.ToHexStringLower(SHA256.HashData([.. last.ToArray(), .. after.ToArray()]));

    private async Task<string> SeedAsync(Cycle cycle, CancellationToken cancellation)
    {
        var end = cycle.End(CyclePhase.MinerCommit2);
        await clock.ReachAsync(end + 1, cancellation);
        return Seed(await subtensor.GetBlockHashAsync(end, cancellation), await subtensor.GetBlockHashAsync(end + 1, cancellation));
    }

    private ImmutableArray<CandidateRecord> Candidates(ChainCheckpoints read, HeldBaseline baseline, Cycle cycle)
    {
        var byHotkey = read.Checkpoints.ToDictionary(checkpoint => checkpoint.Hotkey);
        var reasons = read.Refused.ToDictionary(refused => refused.Hotkey, refused => refused.Reason);
        return [.. read.Metagraph.Neurons
            .Where(neuron => _roles.Of(neuron, read.Metagraph.Block) == NeuronRole.Miner)
            .Select(neuron => byHotkey.TryGetValue(neuron.Hotkey, out var checkpoint)
                ? Screened(checkpoint, baseline, cycle)
                : new CandidateRecord(neuron.Uid.Value, neuron.Hotkey.ToString(), null, null, null,
                    reasons.GetValueOrDefault(neuron.Hotkey) ?? "nothing was committed"))
            .OrderBy(candidate => candidate.CommittedAt ?? uint.MaxValue)];
    }

    private CandidateRecord Screened(ChainCheckpoint checkpoint, HeldBaseline baseline, Cycle cycle)
    {
        string? refusal = Refusal(checkpoint, baseline, cycle);
        return new CandidateRecord(
            checkpoint.Uid.Value, checkpoint.Hotkey.ToString(), checkpoint.CommittedAt.Value, checkpoint.Hash.Hex, checkpoint.Place, refusal);
    }

    private string? Refusal(ChainCheckpoint checkpoint, HeldBaseline baseline, Cycle cycle)
    {
        if (checkpoint.ExpertGroup != task.Bundle.Group.Id)
            return $"expert group {task.Bundle.Group.Id} is trained here, {checkpoint.ExpertGroup} was committed";
        if (checkpoint.CommittedAt < cycle.Start(CyclePhase.MinerCommit1))
            return $"the signed hash is of block {checkpoint.CommittedAt}, before this cycle's MinerCommit1";
        if (!checkpoint.Signed.Verifies(checkpoint.Hotkey, checkpoint.Hash))
            return "signature: the signed hash of the first commitment is not of the hash in the second";

        // Only what is signed counts as known before: a hash alone could be taken from anyone's reveal.
        shards.Record(checkpoint.Hash, checkpoint.Hotkey, cycle.Index, checkpoint.CommittedAt);
        if (checkpoint.Hash == baseline.ModelHash)
            return "unchanged: the shard is the baseline itself";
        if (shards.FindEarlier(checkpoint.Hash, cycle.Index) is { } earlier)
            return earlier.Hotkey == checkpoint.Hotkey
                ? $"copy: this hotkey committed the same shard in cycle {earlier.Cycle}"
                : $"copy: {earlier.Hotkey} committed the same shard in cycle {earlier.Cycle}";
        return checkpoint.Place is null ? "no place to fetch the shard from was committed" : null;
    }
}
