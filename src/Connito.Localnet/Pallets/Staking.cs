using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>Stake and unstake. Localnet has no pool: one rao of TAO is one rao of alpha, both ways, without slippage or fee.</summary>
internal static class Staking
{
    /// <summary>The least that can be staked at once, in rao.</summary>
    public const ulong LeastStake = 2_000_000;

    public static CustomValidityError? ValidateAdd(CallContext context, AccountId hotkey, ushort netuid, ulong amount) =>
        !NetworksAdded.Get(context.State, netuid) ? CustomValidityError.SubnetNotExists
        : !Owner.Contains(context.State, hotkey) ? CustomValidityError.HotkeyAccountNotExists
        : BalancesPallet.FreeOf(context.State, context.Signer) < amount ? CustomValidityError.BalanceTooLow
        : null;

    public static DispatchFailure? Add(CallContext context, AccountId hotkey, ushort netuid, ulong amount)
    {
        if (!NetworksAdded.Get(context.State, netuid))
            return SubtensorError.SubnetNotExists.Failure;
        if (netuid != StakeLedger.Root && !SubtokenEnabled.Get(context.State, netuid))
            return SubtensorError.SubtokenDisabled.Failure;
        if (!Owner.Contains(context.State, hotkey))
            return SubtensorError.HotKeyAccountNotExists.Failure;
        if (amount < LeastStake)
            return SubtensorError.AmountTooLow.Failure;
        if (BalancesPallet.FreeOf(context.State, context.Signer) < amount + BalancesPallet.ExistentialDeposit)
            return SubtensorError.NotEnoughBalanceToStake.Failure;

        BalancesPallet.Burn(context, context.Signer, amount);
        Endow(context.State, hotkey, context.Signer, netuid, amount);
        context.Emit(SubtensorEvents.StakeAdded, new StakeChange(context.Signer, hotkey, amount, amount, netuid, 0));
        return null;
    }

    /// <summary>Stake out of nothing, as a genesis has it.</summary>
    public static void Endow(StateOverlay state, AccountId hotkey, AccountId coldkey, ushort netuid, ulong amount)
    {
        StakeLedger.Credit(state, hotkey, coldkey, netuid, amount);
        TotalStake.Set(state, TotalStake.Get(state) + amount);
        MovePool(state, netuid, static (tao, change) => tao + change, amount);
    }

    public static CustomValidityError? ValidateRemove(CallContext context, AccountId hotkey, ushort netuid, ulong amount) =>
        StakeLedger.StakeOf(context.State, hotkey, context.Signer, netuid) < amount ? CustomValidityError.NotEnoughStakeToWithdraw : null;

    public static DispatchFailure? Remove(CallContext context, AccountId hotkey, ushort netuid, ulong amount)
    {
        if (!NetworksAdded.Get(context.State, netuid))
            return SubtensorError.SubnetNotExists.Failure;
        if (!Owner.Contains(context.State, hotkey))
            return SubtensorError.HotKeyAccountNotExists.Failure;
        if (amount == 0)
            return SubtensorError.AmountTooLow.Failure;
        if (StakeLedger.StakeOf(context.State, hotkey, context.Signer, netuid) < amount)
            return SubtensorError.NotEnoughStakeToWithdraw.Failure;

        StakeLedger.Debit(context.State, hotkey, context.Signer, netuid, amount);
        BalancesPallet.Mint(context, context.Signer, amount);
        TotalStake.Set(context.State, TotalStake.Get(context.State) - Math.Min(TotalStake.Get(context.State), amount));
        MovePool(context.State, netuid, static (tao, change) => tao - Math.Min(tao, change), amount);
        context.Emit(SubtensorEvents.StakeRemoved, new StakeChange(context.Signer, hotkey, amount, amount, netuid, 0));
        return null;
    }

    // Both sides of the pool alike: readers that divide them find the price of one.
    private static void MovePool(StateOverlay state, ushort netuid, Func<ulong, ulong, ulong> change, ulong amount)
    {
        SubnetTAO.Update(state, netuid, tao => change(tao, amount));
        SubnetAlphaIn.Set(state, netuid, SubnetTAO.Get(state, netuid));
    }
}
