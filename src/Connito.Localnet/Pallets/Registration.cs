using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>A neuron's way into a subnet: its coldkey burns the price, its hotkey gets a uid.</summary>
internal static class Registration
{
    public static CustomValidityError? Validate(CallContext context, ushort netuid, AccountId hotkey) =>
        !NetworksAdded.Get(context.State, netuid) ? CustomValidityError.SubnetNotExists
        : IsIntervalFull(context.State, netuid) ? CustomValidityError.RateLimitExceeded
        : null;

    public static CustomValidityError? ValidateLimited(CallContext context, ushort netuid, AccountId hotkey, ulong limitPrice) =>
        Validate(context, netuid, hotkey);

    public static DispatchFailure? Burned(CallContext context, ushort netuid, AccountId hotkey) => Limited(context, netuid, hotkey, ulong.MaxValue);

    /// <summary>As <see cref="Burned"/>, for at most a price.</summary>
    public static DispatchFailure? Limited(CallContext context, ushort netuid, AccountId hotkey, ulong limitPrice)
    {
        if (Check(context, netuid, hotkey, limitPrice) is { } error)
            return error.Failure;
        if (NeuronSlots.NextUid(context.State, netuid, context.Block) is not { } uid)
            return SubtensorError.NoNeuronIdAvailable.Failure;

        Pay(context, netuid);
        Own(context.State, hotkey, context.Signer);
        NeuronSlots.Assign(context.State, netuid, uid, hotkey, context.Block);
        RegistrationsThisBlock.Update(context.State, netuid, count => (ushort)(count + 1));
        RegistrationsThisInterval.Update(context.State, netuid, count => (ushort)(count + 1));
        BurnPrice.Rise(context.State, netuid);
        context.Emit(SubtensorEvents.NeuronRegistered, (netuid, uid, hotkey));
        return null;
    }

    /// <summary>Makes a hotkey its coldkey's, if it is nobody's yet.</summary>
    public static void Own(StateOverlay state, AccountId hotkey, AccountId coldkey)
    {
        if (Owner.Contains(state, hotkey))
            return;

        Owner.Set(state, hotkey, coldkey);
        OwnedHotkeys.Update(state, coldkey, hotkeys => hotkeys.Add(hotkey));
    }

    /// <summary>Opens the block's and, when it is due, the interval's count of registrations again.</summary>
    public static void BeginBlock(CallContext context, ushort netuid)
    {
        RegistrationsThisBlock.Set(context.State, netuid, 0);
        if (context.Block - LastAdjustmentBlock.Get(context.State, netuid) < AdjustmentInterval.Get(context.State, netuid))
            return;

        LastAdjustmentBlock.Set(context.State, netuid, context.Block);
        RegistrationsThisInterval.Set(context.State, netuid, 0);
    }

    private static SubtensorError? Check(CallContext context, ushort netuid, AccountId hotkey, ulong limitPrice)
    {
        var state = context.State;
        if (netuid == StakeLedger.Root)
            return SubtensorError.RegistrationNotPermittedOnRootSubnet;
        if (!NetworksAdded.Get(state, netuid))
            return SubtensorError.SubnetNotExists;
        if (!NetworkRegistrationAllowed.Get(state, netuid))
            return SubtensorError.SubNetRegistrationDisabled;
        if (RegistrationsThisBlock.Get(state, netuid) >= MaxRegistrationsPerBlock.Get(state, netuid))
            return SubtensorError.TooManyRegistrationsThisBlock;
        if (IsIntervalFull(state, netuid))
            return SubtensorError.TooManyRegistrationsThisInterval;
        if (Uids.Contains(state, (netuid, hotkey)))
            return SubtensorError.HotKeyAlreadyRegisteredInSubNet;
        if (Burn.Get(state, netuid) > limitPrice)
            return SubtensorError.RegistrationPriceLimitExceeded;
        if (BalancesPallet.FreeOf(state, context.Signer) < Burn.Get(state, netuid) + BalancesPallet.ExistentialDeposit)
            return SubtensorError.NotEnoughBalanceToStake;

        return Owner.TryGet(state, hotkey, out var owner) && owner != context.Signer ? SubtensorError.NonAssociatedColdKey : null;
    }

    private static void Pay(CallContext context, ushort netuid)
    {
        var price = Burn.Get(context.State, netuid);
        BalancesPallet.Burn(context, context.Signer, price);
        RAORecycledForRegistration.Update(context.State, netuid, total => total + price);
    }

    private static bool IsIntervalFull(StateOverlay state, ushort netuid) =>
        RegistrationsThisInterval.Get(state, netuid) >= 3 * TargetRegistrationsPerInterval.Get(state, netuid);
}
