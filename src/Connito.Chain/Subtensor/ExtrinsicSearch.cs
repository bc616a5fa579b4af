using Connito.Chain.Primitives;
using Connito.Chain.Rpc;

namespace Connito.Chain.Subtensor;

/// <summary>Looks for an extrinsic in blocks, since the one that was signed: what is done instead of sending it again.</summary>
internal sealed class ExtrinsicSearch(HeadReader heads, InclusionReader inclusions, RpcClient rpc, RuntimeCache runtimes)
{
    // How far below a new head the chain is searched again, for blocks that a reorganisation put in place of searched ones.
    private const uint ReorganisationBlocks = 16;

    /// <summary>Ends with the outcome, or when the extrinsic can no longer be included; else with the token.</summary>
    internal async Task<ExtrinsicOutcome> FindAsync(PendingExtrinsic extrinsic, WaitFor waitFor, CancellationToken cancellation)
    {
        var isFinal = waitFor == WaitFor.Finality;
        var next = extrinsic.SignedAt + 1;
        BlockHash? last = null;
        await foreach (var head in heads.FollowAsync(isFinal ? SubscriptionMethods.FinalizedHeads : SubscriptionMethods.NewHeads, cancellation))
        {
            if (last is not null && head.ParentHash != last)
                next = Later(extrinsic.SignedAt + 1, head.Number.Value > ReorganisationBlocks ? head.Number - ReorganisationBlocks : new(0));

            for (; next <= head.Number; next += 1)
            {
                var hash = next == head.Number ? head.Hash : await heads.HashAtAsync(next, cancellation);
                if (await inclusions.ReadAsync(extrinsic, hash, isFinal, cancellation) is { } outcome)
                    return outcome;
            }

            last = head.Hash;
            if (await IsSpentAsync(extrinsic, head.Hash, cancellation))
                return new ExtrinsicOutcome.Invalid();

            if (head.Number >= extrinsic.ValidUntil)
                return new ExtrinsicOutcome.TimedOut(extrinsic.Hash, extrinsic.ValidUntil, "Its era ended, and no block was seen to hold it.");
        }

        throw new OperationCanceledException(cancellation);
    }

    /// <summary>Another extrinsic of the signer used the nonce.</summary>
    private async Task<bool> IsSpentAsync(PendingExtrinsic extrinsic, BlockHash at, CancellationToken cancellation)
    {
        var state = new ChainState(rpc, await runtimes.AtAsync(at, cancellation), at);
        var account = await state.GetAsync(new("System", "Account", extrinsic.Signer), cancellation);
        return account!["nonce"].AsUInt32() > extrinsic.Nonce;
    }

    private static BlockNumber Later(BlockNumber left, BlockNumber right) => left > right ? left : right;
}
