using Connito.Neuron.Baselines;
using Connito.Neuron.Cycles;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;

namespace Connito.Neuron.Validator;

/// <summary>Decides which baseline a validator evaluates against: its own, unless the stake behind another is greater.</summary>
internal sealed class BaselineAgreement(
    BaselineKeeper baselines, TaskFiles task, Journal journal, PhaseClock clock, NeuronStatus status, ILogger<BaselineAgreement> log)
{
    /// <summary>The baseline of <paramref name="cycle"/>.</summary>
    /// <returns>Null when another is agreed on and could not be had before Submission: this cycle is not ours to judge.</returns>
    public async Task<HeldBaseline?> TakeAsync(Cycle cycle, CancellationToken cancellation)
    {
        var step = new StepName(cycle, ValidatorStage.Baseline);
        if (journal.Find(step, ValidatorJson.Default.HeldBaseline) is { } known)
            return Held(known);

        status.Activity = "agreeing on the baseline";
        using var deadline = new BlockDeadline(clock, cycle.Start(CyclePhase.Submission), cancellation);
        try
        {
            var agreed = await AgreeAsync(cycle, deadline.Token);
            return Held(journal.Record(step, agreed, ValidatorJson.Default.HeldBaseline));
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            log.CycleNotJudged(cycle.Index);
            return null;
        }
    }

    private async Task<HeldBaseline> AgreeAsync(Cycle cycle, CancellationToken cancellation)
    {
        var own = Own();
        var majority = await baselines.FindMajorityAsync(cycle, cancellation);
        if (majority.IsEmpty)
            return own ?? task.Initial;
        if (own?.ModelHash == majority[0].Hash)
            return own;

        if (own is not null)
            log.OtherBaselineAgreed(cycle.Index, own.Hash, majority[0].Hash.Hex);
        while (true)
        {
            if (await baselines.TakeAsync(majority, cancellation) is { } taken)
            {
                log.BaselineTaken(cycle.Index, taken.Hash, taken.Origin);
                return taken;
            }

            await clock.ReachAsync(clock.Head!.Value.Number + 1, cancellation);
        }
    }

    /// <summary>The newest outer step of our own, unless a baseline was taken from others since; null before the first.</summary>
    public HeldBaseline? Own()
    {
        var merged = journal.FindNewest(ValidatorStage.Merge, ValidatorJson.Default.MergeRecord);
        var held = journal.FindNewest(ValidatorStage.Baseline, ValidatorJson.Default.HeldBaseline);
        return merged is { } step && (held is not { } begun || step.Cycle >= begun.Cycle) ? step.Result.Next : held?.Result;
    }

    private HeldBaseline Held(HeldBaseline baseline)
    {
        status.Baseline = baseline;
        return baseline;
    }
}
