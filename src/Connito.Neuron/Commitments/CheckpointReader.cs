using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Commitments;

/// <summary>Reads the checkpoints of a cycle from the chain, each half at the block where everyone reads it.</summary>
internal sealed class CheckpointReader(ISubtensor subtensor, PhaseClock clock, NetworkProfile profile)
{
    private readonly Netuid _netuid = new(profile.Netuid);

    /// <summary>The cycles it reads by.</summary>
    public CycleSchedule Schedule => clock.Schedule;

    /// <summary>What miners committed in <paramref name="cycle"/>; waits until its MinerCommit2 is over.</summary>
    public Task<ChainCheckpoints> MinersAsync(Cycle cycle, CancellationToken cancellation) =>
        ReadAsync(cycle, CyclePhase.MinerCommit1, CyclePhase.MinerCommit2, cancellation);

    /// <summary>What validators committed in <paramref name="cycle"/>; waits until its ValidatorCommit2 is over.</summary>
    public Task<ChainCheckpoints> ValidatorsAsync(Cycle cycle, CancellationToken cancellation) =>
        ReadAsync(cycle, CyclePhase.ValidatorCommit1, CyclePhase.ValidatorCommit2, cancellation);

    private async Task<ChainCheckpoints> ReadAsync(Cycle cycle, CyclePhase first, CyclePhase second, CancellationToken cancellation)
    {
        var lastRead = cycle.End(second) + 1;
        await clock.ReachAsync(lastRead, cancellation);
        var signedAt = await subtensor.GetBlockHashAsync(cycle.End(first) + 1, cancellation);
        var revealedAt = await subtensor.GetBlockHashAsync(lastRead, cancellation);
        var signed = await subtensor.GetCommitmentsAsync(_netuid, signedAt, cancellation);
        var revealed = await subtensor.GetCommitmentsAsync(_netuid, revealedAt, cancellation);
        var metagraph = await subtensor.GetMetagraphAsync(_netuid, revealedAt, cancellation);
        return ChainCheckpoints.Assemble(signed, revealed, metagraph, Versions(cycle), profile.Wire);
    }

    private (BlockNumber Min, BlockNumber Max) Versions(Cycle cycle)
    {
        long reach = (long)cycle.Schedule.LengthBlocks * profile.Wire.VersionRangeCycles;
        var max = cycle.Version;
        return (new BlockNumber((uint)Math.Max(0, max.Value - reach)), max);
    }
}
