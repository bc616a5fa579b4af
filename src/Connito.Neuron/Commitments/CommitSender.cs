using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;

namespace Connito.Neuron.Commitments;

/// <summary>Brings a commitment onto the chain within its phase, once, whenever the process ends and begins again.</summary>
/// <remarks>
/// What is to be sent is stored before it is sent. After a restart the chain is asked before anything is sent again, and an
/// extrinsic that may still be on its way is given two blocks to arrive.
/// </remarks>
internal sealed class CommitSender(
    ISubtensor subtensor, Keypair hotkey, NetworkProfile profile, PhaseClock clock, Journal journal, ExtrinsicGate gate, ILogger<CommitSender> log)
{
    private const uint BlocksToArrive = 2;

    private readonly Netuid _netuid = new(profile.Netuid);

    /// <summary>Commits what <paramref name="payload"/> makes, asked once, in <paramref name="phase"/>; <paramref name="stage"/> names the step.</summary>
    public Task<CommitRecord> CommitAsync(Cycle cycle, CyclePhase phase, string stage, Func<byte[]> payload, CancellationToken cancellation) =>
        journal.OnceAsync(
            new StepName(cycle, stage), CommitmentJson.Default.CommitRecord, () => RunAsync(cycle, phase, stage, payload, cancellation));

    private async Task<CommitRecord> RunAsync(
        Cycle cycle, CyclePhase phase, string stage, Func<byte[]> payload, CancellationToken cancellation)
    {
        var entry = await clock.EnterAsync(cycle, phase, cancellation);
        var intentStep = new StepName(cycle, stage + ".intent");
        bool mayBeOnItsWay = journal.Find(intentStep, CommitmentJson.Default.CommitIntent) is not null;
        if (entry is PhaseEntry.Missed missed && !mayBeOnItsWay)
            return Lost($"the phase ended at block {cycle.End(phase)}, the head is {missed.Head.Number}");

        byte[] bytes = journal.Find(intentStep, CommitmentJson.Default.CommitIntent)?.Payload
            ?? journal.Record(intentStep, new CommitIntent(payload()), CommitmentJson.Default.CommitIntent).Payload;
        if (mayBeOnItsWay)
            await clock.ReachAsync(clock.Head!.Value.Number + BlocksToArrive, cancellation);

        while (true)
        {
            if (await FindAsync(bytes, cycle.Start(phase), cancellation) is { } block)
            {
                log.Committed(stage, cycle.Index, block.Value);
                return new CommitRecord(block.Value, Reason: null);
            }

            // Included one block after the last of its phase it would still count; sent then, it would come too late.
            var head = clock.Head!.Value.Number;
            if (head > cycle.End(phase))
                return Lost($"the phase ended at block {cycle.End(phase)}, the head is {head}");
            if (await SubmitAsync(bytes, stage, cancellation) is ExtrinsicOutcome.Failed failed)
                return Lost($"{failed.Error} in block {failed.Block}: {failed.Documentation}");
            await clock.ReachAsync(clock.Head!.Value.Number > head ? clock.Head.Value.Number : head + 1, cancellation);
        }

        CommitRecord Lost(string reason)
        {
            log.CommitLost(stage, cycle.Index, reason);
            return new CommitRecord(Block: null, reason);
        }
    }

    private async Task<ExtrinsicOutcome> SubmitAsync(byte[] payload, string stage, CancellationToken cancellation)
    {
        var outcome = await gate.RunAsync(
            () => subtensor.SetCommitmentAsync(hotkey, _netuid, payload, WaitFor.Inclusion, cancellation), cancellation);
        if (!outcome.IsSuccess)
            log.CommitNotTaken(stage, outcome.ToString());
        return outcome;
    }

    private async Task<BlockNumber?> FindAsync(byte[] payload, BlockNumber from, CancellationToken cancellation)
    {
        var commitments = await subtensor.GetCommitmentsAsync(_netuid, at: null, cancellation);
        var own = commitments.FirstOrDefault(commitment => commitment.Hotkey == hotkey.Hotkey);
        return own is not null && own.Block >= from && own.Payload.AsSpan().SequenceEqual(payload) ? own.Block : null;
    }
}
