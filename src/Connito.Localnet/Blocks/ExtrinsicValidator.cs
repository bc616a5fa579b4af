using System.Diagnostics.CodeAnalysis;
using Connito.Chain.Extrinsics;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Localnet.Declarations;
using Connito.Localnet.Pallets;
using Connito.Localnet.State;

namespace Connito.Localnet.Blocks;

/// <summary>Subtensor's checks before an extrinsic enters the pool, and once more before it enters a block.</summary>
internal sealed class ExtrinsicValidator(LocalRuntime runtime, ChainRuntime chain)
{
    /// <summary>Takes an extrinsic apart.</summary>
    public bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PendingExtrinsic? extrinsic, [NotNullWhen(false)] out Rejection? rejection)
    {
        (extrinsic, rejection) = (null, null);
        try
        {
            if (ExtrinsicReader.Read(chain, bytes) is DecodedExtrinsic.Signed signed)
                extrinsic = new PendingExtrinsic([.. bytes], signed, runtime.ReadCall(signed.Call.AsSpan()));
            else
                rejection = Rejection.UnknownValidity;
        }
        catch (ScaleFormatException fault)
        {
            rejection = Rejection.BadFormat(fault.Message);
        }

        return extrinsic is not null;
    }

    /// <summary>Whether the extrinsic may be applied once its nonce is the next; null when it may.</summary>
    /// <param name="extrinsic">What is checked.</param>
    /// <param name="state">A state in which the block it would be part of has begun.</param>
    /// <param name="timestamp">The block's time.</param>
    public Rejection? Check(PendingExtrinsic extrinsic, StateOverlay state, ulong timestamp)
    {
        var block = SystemPallet.Number.Get(state);
        if (extrinsic.Signer == default)
            return Rejection.BadSignature;
        if (!TryBirthHash(extrinsic.Decoded.Options.Era, state, block, out var birthHash))
            return Rejection.AncientBirthBlock;
        if (!extrinsic.Decoded.IsSignatureValid(chain, birthHash))
            return Rejection.BadSignature;

        return CheckNonce(extrinsic, state)
            ?? CheckFunds(extrinsic, state)
            ?? (extrinsic.Call.Validate(new CallContext(state, extrinsic.Signer, block, timestamp)) is { } error ? Rejection.Custom(error) : null);
    }

    private bool TryBirthHash(ExtrinsicEra era, StateOverlay state, uint block, out BlockHash hash)
    {
        hash = chain.GenesisHash;
        if (era is not ExtrinsicEra.Mortal mortal)
            return true;

        return SystemPallet.BlockHashes.TryGet(state, mortal.BirthBlock(new BlockNumber(block)).Value, out hash);
    }

    private static Rejection? CheckNonce(PendingExtrinsic extrinsic, StateOverlay state)
    {
        var account = SystemPallet.Account.Get(state, extrinsic.Signer);
        // An account that does not exist may only make calls that are free.
        if (account is { Providers: 0, Sufficients: 0 } && extrinsic.Call.PaysFee)
            return Rejection.CannotPay;

        // A later nonce is no fault: the pool keeps it until the earlier ones have come.
        return extrinsic.Nonce < account.Nonce ? Rejection.Stale : null;
    }

    private static Rejection? CheckFunds(PendingExtrinsic extrinsic, StateOverlay state)
    {
        var fee = TransactionPaymentPallet.FeeOf(extrinsic.Call.PaysFee, extrinsic.Bytes.Length);
        return (UInt128)fee + extrinsic.Tip > BalancesPallet.FreeOf(state, extrinsic.Signer) ? Rejection.CannotPay : null;
    }
}
