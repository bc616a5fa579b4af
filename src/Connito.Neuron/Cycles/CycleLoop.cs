using Connito.Chain.Primitives;
using Connito.Training;

namespace Connito.Neuron.Cycles;

/// <summary>Runs a neuron's work cycle after cycle.</summary>
/// <remarks>Work whose steps are journalled may simply be run again: after a fault of node, network or disk it is, at the next block.</remarks>
internal sealed class CycleLoop(PhaseClock clock, ILogger<CycleLoop> log)
{
    /// <summary>Runs <paramref name="work"/> for the cycle that runs now and each that follows, until cancelled.</summary>
    public async Task RunAsync(Func<Cycle, CancellationToken, Task> work, CancellationToken cancellation)
    {
        var head = await clock.ReachAsync(new BlockNumber(0), cancellation);
        var cycle = clock.Schedule.CycleAt(head.Number);
        while (true)
        {
            await clock.ReachAsync(cycle.Start(CyclePhase.Distribute), cancellation);
            await RunOneAsync(cycle, work, cancellation);
            var now = clock.Schedule.CycleAt(clock.Head!.Value.Number);
            cycle = now.Index > cycle.Index ? now : cycle.Next;
        }
    }

    private async Task RunOneAsync(Cycle cycle, Func<Cycle, CancellationToken, Task> work, CancellationToken cancellation)
    {
        log.CycleBegun(cycle.Index, cycle.Start(CyclePhase.Distribute).Value);
        while (true)
        {
            var before = clock.Head!.Value.Number;
            try
            {
                await work(cycle, cancellation);
                return;
            }
            catch (Exception failure) when (failure is ChainException or IOException or NeuronException or TrainingException or TimeoutException)
            {
                log.CycleFailed(cycle.Index, before.Value, failure);
            }

            var next = await clock.ReachAsync(before + 1, cancellation);
            if (next.Number > cycle.End(CyclePhase.ValidatorCommit2))
                return;
        }
    }
}
