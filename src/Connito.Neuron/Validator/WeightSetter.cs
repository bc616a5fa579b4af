using System.Collections.Immutable;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Incentive.Weights;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;

namespace Connito.Neuron.Validator;

/// <summary>Sets a round's weights on the chain, once a cycle, within the chain's rate limit.</summary>
internal sealed class WeightSetter(
    ISubtensor subtensor, Keypair hotkey, NetworkProfile profile, PhaseClock clock, ScoreLog scores, Journal journal, ExtrinsicGate gate,
    ILogger<WeightSetter> log)
{
    private readonly Netuid _netuid = new(profile.Netuid);

    /// <summary>Sets the weights of <paramref name="round"/>; waits where the rate limit asks for it, up to the next MinerCommit1.</summary>
    public Task<WeightsRecord> SetAsync(Cycle cycle, BlockNumber round, CancellationToken cancellation) =>
        journal.OnceAsync(
            new StepName(cycle, ValidatorStage.Weights), ValidatorJson.Default.WeightsRecord, () => RunAsync(cycle, round, cancellation));

    private async Task<WeightsRecord> RunAsync(Cycle cycle, BlockNumber round, CancellationToken cancellation)
    {
        var lastChance = cycle.Next.Start(CyclePhase.MinerCommit1);
        var intent = new StepName(cycle, ValidatorStage.Weights + ".intent");
        while (true)
        {
            var metagraph = await subtensor.GetMetagraphAsync(_netuid, at: null, cancellation);
            var allocation = Allocation(metagraph, round);
            if (metagraph.Find(hotkey.Hotkey) is not { } self)
                return NotSet("this hotkey is not registered", allocation, cycle);
            // A process that ended after the chain took them finds them there.
            if (journal.Find(intent, ValidatorJson.Default.WeightsRecord) is not null && self.LastUpdate >= round)
                return Set(self.LastUpdate, allocation, cycle);
            if (allocation.Shares.IsEmpty)
                return NotSet("no miner has points", allocation, cycle);
            if (!self.ValidatorPermit)
                return NotSet($"uid {self.Uid} has no validator permit", allocation, cycle);

            var settings = await subtensor.GetHyperparametersAsync(_netuid, at: null, cancellation);
            if (settings.CommitRevealWeightsEnabled)
                return NotSet("the subnet takes timelocked weights only, which this release does not send", allocation, cycle);
            if (metagraph.Block >= lastChance)
                return NotSet($"block {lastChance} is past", allocation, cycle);

            var allowed = self.LastUpdate + (uint)Math.Min(settings.WeightsRateLimitBlocks + 1, int.MaxValue);
            if (metagraph.Block + 1 < allowed)
            {
                await clock.ReachAsync(allowed < lastChance ? allowed - 1 : lastChance, cancellation);
                continue;
            }

            journal.Record(intent, new WeightsRecord(null, null, Shares(allocation)), ValidatorJson.Default.WeightsRecord);
            var outcome = await gate.RunAsync(
                () => subtensor.SetWeightsAsync(hotkey, _netuid, allocation, settings.WeightsVersionKey, WaitFor.Inclusion, cancellation),
                cancellation);
            if (outcome is ExtrinsicOutcome.Included included)
                return Set(included.Block, allocation, cycle);

            log.WeightsNotTaken(outcome.ToString());
            await clock.ReachAsync(clock.Head!.Value.Number + 1, cancellation);
        }
    }

    private WeightAllocation Allocation(Metagraph metagraph, BlockNumber round)
    {
        var holders = metagraph.Neurons.ToDictionary(neuron => neuron.Uid, neuron => neuron.Hotkey);
        return ProportionalWeights.Of(scores.HistoryUpTo(round).HeldBy(holders));
    }

    private WeightsRecord Set(BlockNumber block, WeightAllocation allocation, Cycle cycle)
    {
        log.WeightsSet(allocation.Shares.Length, block.Value, cycle.Index);
        return new WeightsRecord(block.Value, null, Shares(allocation));
    }

    private WeightsRecord NotSet(string reason, WeightAllocation allocation, Cycle cycle)
    {
        log.WeightsNotSet(cycle.Index, reason);
        return new WeightsRecord(null, reason, Shares(allocation));
    }

    private static ImmutableArray<WeightsRecord.Share> Shares(WeightAllocation allocation) =>
        [.. allocation.Shares.Select(share => new WeightsRecord.Share(share.Uid.Value, share.Share))];
}
