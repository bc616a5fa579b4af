using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;

namespace Connito.Localnet.Pallets;

/// <summary>TAO, in rao, and its way between accounts.</summary>
internal static class BalancesPallet
{
    /// <summary>Rao below which an account is removed.</summary>
    public const ulong ExistentialDeposit = 500;

    private static readonly PalletStorageBuilder Storage = new("Balances");

    /// <summary>All rao there is; fees and burns lower it, emission that is unstaked raises it.</summary>
    public static readonly StorageValue<ulong> TotalIssuance = Storage.Value("TotalIssuance", Codecs.U64, 0ul);

    public static readonly EventDeclaration<(AccountId, ulong)> Endowed = ByAccount(0, "Endowed", "account", "free_balance");
    public static readonly EventDeclaration<(AccountId, ulong)> DustLost = ByAccount(1, "DustLost", "account", "amount");
    public static readonly EventDeclaration<(AccountId, AccountId, ulong)> Transfer =
        new(5, 2, "Transfer", Codecs.Tuple(Codecs.Account, Codecs.Account, Codecs.U64), ["from", "to", "amount"]);

    public static readonly EventDeclaration<(AccountId, ulong)> Deposit = ByAccount(7, "Deposit", "who", "amount");
    public static readonly EventDeclaration<(AccountId, ulong)> Withdraw = ByAccount(8, "Withdraw", "who", "amount");

    private static readonly Codec<AccountId> Address = new(
        new TypeDescription.Variant(
            "sp_runtime::multiaddress::MultiAddress",
            [
                new(0, "Id", [new(null, Codecs.Account.Type)]),
                new(1, "Index", [new(null, new TypeDescription.Compact(TypeDescription.Unit))]),
                new(2, "Raw", [new(null, Codecs.ByteVector.Type)]), new(3, "Address32", [new(null, Codecs.Bytes(32))]),
                new(4, "Address20", [new(null, Codecs.Bytes(20))]),
            ],
            [new("AccountId", Codecs.Account.Type), new("AccountIndex", TypeDescription.Unit)]),
        static (writer, account) => writer.WriteU8(0).WriteBytes(account.ToArray()),
        static (ref reader) => reader.ReadU8() is var kind && kind == 0
            ? new AccountId(reader.ReadBytes(AccountId.Size))
            : throw new ScaleFormatException($"An address of kind Id (0) wanted; {kind} came."));

    /// <summary>The type of addresses, which the extrinsic format names too.</summary>
    public static TypeDescription AddressType => Address.Type;

    public static PalletDeclaration Declaration { get; } = new(5, "Balances", "pallet_balances")
    {
        Storage = Storage.Items,
        Calls =
        [
            CallDeclaration.Of(0, "transfer_allow_death", ("dest", Address), ("value", Codecs.CompactU64), static (context, to, amount) =>
                Send(context, to, amount, 0)),
            CallDeclaration.Of(3, "transfer_keep_alive", ("dest", Address), ("value", Codecs.CompactU64), static (context, to, amount) =>
                Send(context, to, amount, ExistentialDeposit)),
            CallDeclaration.Of(4, "transfer_all", ("dest", Address), ("keep_alive", Codecs.Bool), static (context, to, keepAlive) =>
                SendAll(context, to, keepAlive ? ExistentialDeposit : 0)),
        ],
        Events = [Endowed, DustLost, Transfer, Deposit, Withdraw],
        Errors = Codecs.CasesOf<BalancesError>(),
        Constants = [ConstantDeclaration.Of("ExistentialDeposit", Codecs.U64, ExistentialDeposit)],
    };

    public static ulong FreeOf(IStateReader state, AccountId account) => SystemPallet.Account.Get(state, account).Free;

    /// <summary>Creates rao on an account.</summary>
    public static void Mint(CallContext context, AccountId account, ulong amount)
    {
        TotalIssuance.Set(context.State, checked(TotalIssuance.Get(context.State) + amount));
        Credit(context, account, amount);
        context.Emit(Deposit, (account, amount));
    }

    /// <summary>Destroys rao of an account that has them; the account stays even at nothing, which fees may leave it with.</summary>
    public static void Burn(CallContext context, AccountId account, ulong amount)
    {
        TotalIssuance.Set(context.State, TotalIssuance.Get(context.State) - amount);
        SystemPallet.Account.Update(context.State, account, info => info with { Free = info.Free - amount });
        context.Emit(Withdraw, (account, amount));
    }

    private static DispatchFailure? SendAll(CallContext context, AccountId to, ulong mustStay)
    {
        var free = FreeOf(context.State, context.Signer);
        return Send(context, to, free - Math.Min(free, mustStay), mustStay);
    }

    private static DispatchFailure? Send(CallContext context, AccountId to, ulong amount, ulong mustStay)
    {
        var free = FreeOf(context.State, context.Signer);
        if (free < amount)
            return new DispatchFailure.FundsUnavailable();
        if (free - amount < mustStay)
            return new DispatchFailure.NotExpendable();
        if (FreeOf(context.State, to) + amount < ExistentialDeposit)
            return new DispatchFailure.Module(5, (byte)BalancesError.ExistentialDeposit, nameof(BalancesError.ExistentialDeposit));

        SystemPallet.Account.Update(context.State, context.Signer, info => info with { Free = info.Free - amount });
        Credit(context, to, amount);
        context.Emit(Transfer, (context.Signer, to, amount));
        Reap(context, context.Signer);
        return null;
    }

    private static void Credit(CallContext context, AccountId account, ulong amount)
    {
        var before = SystemPallet.Account.Get(context.State, account);
        SystemPallet.Account.Set(context.State, account, before with { Free = checked(before.Free + amount), Providers = 1 });
        if (before.Providers > 0)
            return;

        context.Emit(SystemPallet.NewAccount, account);
        context.Emit(Endowed, (account, amount));
    }

    private static void Reap(CallContext context, AccountId account)
    {
        var left = FreeOf(context.State, account);
        if (left >= ExistentialDeposit)
            return;

        SystemPallet.Account.Remove(context.State, account);
        context.Emit(SystemPallet.KilledAccount, account);
        if (left > 0)
        {
            TotalIssuance.Set(context.State, TotalIssuance.Get(context.State) - left);
            context.Emit(DustLost, (account, left));
        }
    }

    private static EventDeclaration<(AccountId, ulong)> ByAccount(byte index, string name, string account, string amount) =>
        new(5, index, name, Codecs.Tuple(Codecs.Account, Codecs.U64), [account, amount]);
}

/// <summary>Why a transfer fails, numbered as on the chain.</summary>
internal enum BalancesError : byte
{
    InsufficientBalance = 2,
    ExistentialDeposit = 3,
}
