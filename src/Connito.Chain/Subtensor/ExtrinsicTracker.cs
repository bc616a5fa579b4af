using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Microsoft.Extensions.Logging;

namespace Connito.Chain.Subtensor;

/// <summary>Follows a submitted extrinsic by the node's notifications, and through blocks when those are lost.</summary>
internal sealed class ExtrinsicTracker(InclusionReader inclusions, ExtrinsicSearch search, ILogger logger)
{
    /// <param name="extrinsic">What was submitted.</param>
    /// <param name="watch">The node's notifications, or null when they are lost already; given up at the end.</param>
    /// <param name="waitFor">How far to follow.</param>
    /// <param name="deadline">When to give up with <see cref="ExtrinsicOutcome.TimedOut"/>.</param>
    /// <param name="cancellation">Ends the following.</param>
    internal async Task<ExtrinsicOutcome> FollowAsync(
        PendingExtrinsic extrinsic, RpcSubscription? watch, WaitFor waitFor, CancellationToken deadline, CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline, cancellation);
        try
        {
            if (watch is not null && await FollowAsync(extrinsic, watch, waitFor, linked.Token) is { } outcome)
                return outcome;

            return await search.FindAsync(extrinsic, waitFor, linked.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var wanted = waitFor == WaitFor.Finality ? "finality" : "inclusion";
            return new ExtrinsicOutcome.TimedOut(extrinsic.Hash, extrinsic.ValidUntil, $"No {wanted} was seen in time.");
        }
    }

    /// <summary>Null when the notifications end, with the connection or otherwise, before the outcome.</summary>
    private async Task<ExtrinsicOutcome?> FollowAsync(
        PendingExtrinsic extrinsic, RpcSubscription watch, WaitFor waitFor, CancellationToken cancellation)
    {
        await using var _ = watch;
        if (waitFor == WaitFor.Submission)
            return new ExtrinsicOutcome.Submitted(extrinsic.Hash);

        try
        {
            await foreach (var notification in watch.Notifications.ReadAllAsync(cancellation))
            {
                if (await OutcomeOfAsync(ExtrinsicStatus.Read(notification), extrinsic, waitFor, cancellation) is { } outcome)
                    return outcome;
            }
        }
        catch (SessionLostException lost)
        {
            logger.Searching(extrinsic.Hash, lost.Message);
        }

        return null;
    }

    /// <summary>Null for what is not the end: in the pool, broadcast, or in a block that left the best chain.</summary>
    private async Task<ExtrinsicOutcome?> OutcomeOfAsync(
        ExtrinsicStatus status, PendingExtrinsic extrinsic, WaitFor waitFor, CancellationToken cancellation)
    {
        switch (status.Kind)
        {
            case ExtrinsicStatus.InBlock when waitFor == WaitFor.Inclusion:
            case ExtrinsicStatus.Finalized:
                var isFinal = status.Kind == ExtrinsicStatus.Finalized;
                return await inclusions.ReadAsync(extrinsic, status.Hash, isFinal, cancellation)
                    ?? throw new ChainException($"The node says that block {status.Hash} holds extrinsic {extrinsic.Hash}; its body does not.");
            case ExtrinsicStatus.FinalityTimeout:
                return new ExtrinsicOutcome.TimedOut(
                    extrinsic.Hash, extrinsic.ValidUntil, $"Block {status.Hash} holds it; the node gave up waiting for that block's finality.");
            case ExtrinsicStatus.Usurped:
                return new ExtrinsicOutcome.Usurped(status.Hash);
            case ExtrinsicStatus.Dropped:
                return new ExtrinsicOutcome.Dropped();
            case ExtrinsicStatus.Invalid:
                return new ExtrinsicOutcome.Invalid();
            default:
                return null;
        }
    }
}
