using System.Collections.Concurrent;
using Connito.Chain.Crypto;
using Connito.Chain.Extrinsics;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Microsoft.Extensions.Logging;

namespace Connito.Chain.Subtensor;

/// <summary>Signs calls, sends each once, and tells what came of it.</summary>
internal sealed class ExtrinsicSubmitter(
    RpcClient rpc, RuntimeCache runtimes, ExtrinsicTracker tracker, SubtensorOptions options, ILogger logger, TimeProvider time)
{
    // One extrinsic a signer at a time, until it is in the pool and counted in the next nonce.
    private readonly ConcurrentDictionary<AccountId, SemaphoreSlim> _turns = new();

    /// <exception cref="ChainConnectionException">There was no connection: nothing was submitted.</exception>
    internal async Task<ExtrinsicOutcome> SubmitAsync(
        Keypair signer, Func<ChainRuntime, byte[]> encodeCall, WaitFor waitFor, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.SubmissionTimeout, time);
        PendingExtrinsic extrinsic;
        RpcSubscription? watch;
        var turn = _turns.GetOrAdd(signer.Account, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            extrinsic = await SignAsync(signer, encodeCall, cancellation);
            logger.Submitting(extrinsic.Hash, extrinsic.Signer, extrinsic.Nonce);
            watch = await SendAsync(extrinsic, cancellation);
        }
        catch (RpcException error) when (error.Method == SubscriptionMethods.Extrinsic.Subscribe)
        {
            return new ExtrinsicOutcome.Rejected(error.Code, error.ErrorData is null ? error.Reason : $"{error.Reason}: {error.ErrorData}");
        }
        finally
        {
            turn.Release();
        }

        var outcome = await tracker.FollowAsync(extrinsic, watch, waitFor, deadline.Token, cancellation);
        logger.Outcome(extrinsic.Hash, outcome);
        return outcome;
    }

    /// <summary>Null when the connection ended before the answer: the node may or may not have the extrinsic.</summary>
    private async Task<RpcSubscription?> SendAsync(PendingExtrinsic extrinsic, CancellationToken cancellation)
    {
        try
        {
            return await rpc.SubmitAsync(SubscriptionMethods.Extrinsic, [extrinsic.Bytes], cancellation);
        }
        catch (SessionLostException lost)
        {
            logger.Searching(extrinsic.Hash, lost.Message);
            return null;
        }
    }

    private async Task<PendingExtrinsic> SignAsync(Keypair signer, Func<ChainRuntime, byte[]> encodeCall, CancellationToken cancellation)
    {
        // The era begins at a finalized block, whose hash no reorganisation changes.
        var birthHash = RpcHex.Hash(await rpc.ReadAsync("chain_getFinalizedHead", [], cancellation));
        var header = rpc.ReadAsync("chain_getHeader", [birthHash.ToString()], cancellation);
        var nonce = rpc.ReadAsync("system_accountNextIndex", [signer.Account.ToString()], cancellation);
        var head = RpcHex.Hash(await rpc.ReadAsync("chain_getBlockHash", [], cancellation));
        var runtime = await runtimes.AtAsync(head, cancellation);

        var birth = HeaderReader.Read(await header).Number;
        var era = ExtrinsicEra.At(birth, options.EraBlocks);
        var signing = ExtrinsicOptions.Mortal((await nonce).AsUInt32(), era, birthHash);
        var signed = ExtrinsicSigner.Sign(runtime, encodeCall(runtime), signer, signing);
        return new(RpcHex.Of(signed.Bytes.AsSpan()), signed.Hash, signer.Account, signing.Nonce, birth, era.DeathBlock(birth));
    }
}
