using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>What an extrinsic costs its signer.</summary>
internal static class TransactionPaymentPallet
{
    /// <summary>Rao for any paying extrinsic; Localnet's own number, near the chain's for a transfer.</summary>
    public const ulong BaseFee = 100_000;

    /// <summary>Rao for each byte.</summary>
    public const ulong ByteFee = 1;

    public static readonly EventDeclaration<(AccountId, ulong, ulong)> TransactionFeePaid =
        new(6, 0, "TransactionFeePaid", Codecs.Tuple(Codecs.Account, Codecs.U64, Codecs.U64), ["who", "actual_fee", "tip"]);

    public static PalletDeclaration Declaration { get; } = new(6, "TransactionPayment", "pallet_transaction_payment")
    {
        Events = [TransactionFeePaid],
        Constants = [ConstantDeclaration.Of("OperationalFeeMultiplier", Codecs.U8, (byte)5)],
    };

    /// <summary>The fee for an extrinsic of that many bytes, without its tip.</summary>
    public static ulong FeeOf(bool paysFee, int sizeBytes) => paysFee ? BaseFee + (ByteFee * (ulong)sizeBytes) : 0;

    /// <summary>Takes fee and tip from the signer, who has them.</summary>
    public static void Charge(CallContext context, ulong fee, ulong tip)
    {
        if (fee + tip == 0)
            return;

        BalancesPallet.Burn(context, context.Signer, fee + tip);
        context.Emit(TransactionFeePaid, (context.Signer, fee + tip, tip));
    }
}
