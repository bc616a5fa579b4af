using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>Subnets: opened by whoever pays the lock, emitting from their owner's start call on.</summary>
internal static class Subnets
{
    /// <summary>Every subnet but root, in ascending order.</summary>
    public static IEnumerable<ushort> All(IStateReader state) =>
        NetworksAdded.All(state).Where(entry => entry.Value && entry.Key != StakeLedger.Root).Select(entry => entry.Key).Order();

    /// <summary>Adds a subnet with the chain's default hyperparameters; direct weights, since nothing here opens commits.</summary>
    public static void Add(StateOverlay state, ushort netuid, AccountId owner, AccountId ownerHotkey, uint block)
    {
        NetworksAdded.Set(state, netuid, true);
        TotalNetworks.Set(state, (ushort)(TotalNetworks.Get(state) + 1));
        NetworkRegisteredAt.Set(state, netuid, block);
        LastEpochBlock.Set(state, netuid, block);
        LastAdjustmentBlock.Set(state, netuid, block);
        SubnetworkN.Set(state, netuid, 0);
        CommitRevealWeightsEnabled.Set(state, netuid, false);
        if (netuid == StakeLedger.Root)
            return;

        SubnetOwner.Set(state, netuid, owner);
        SubnetOwnerHotkey.Set(state, netuid, ownerHotkey);
        Burn.Set(state, netuid, Burn.Get(state, netuid));
    }

    public static DispatchFailure? RegisterNetwork(CallContext context, AccountId hotkey)
    {
        var cost = NetworkLastLockCost.Get(context.State);
        if (Owner.TryGet(context.State, hotkey, out var owner) && owner != context.Signer)
            return SubtensorError.NonAssociatedColdKey.Failure;
        if (BalancesPallet.FreeOf(context.State, context.Signer) < cost + BalancesPallet.ExistentialDeposit)
            return SubtensorError.CannotAffordLockCost.Failure;

        var netuid = (ushort)(All(context.State).LastOrDefault() + 1);
        BalancesPallet.Burn(context, context.Signer, cost);
        Registration.Own(context.State, hotkey, context.Signer);
        Add(context.State, netuid, context.Signer, hotkey, context.Block);
        NeuronSlots.Assign(context.State, netuid, 0, hotkey, context.Block);
        context.Emit(SubtensorEvents.NeuronRegistered, (netuid, (ushort)0, hotkey));
        context.Emit(SubtensorEvents.NetworkAdded, (netuid, (ushort)0));
        return null;
    }

    public static DispatchFailure? StartCall(CallContext context, ushort netuid)
    {
        if (!NetworksAdded.Get(context.State, netuid))
            return SubtensorError.SubnetNotExists.Failure;
        if (SubnetOwner.Get(context.State, netuid) != context.Signer)
            return SubtensorError.NotSubnetOwner.Failure;
        if (FirstEmissionBlockNumber.Contains(context.State, netuid))
            return SubtensorError.FirstEmissionBlockNumberAlreadySet.Failure;

        Start(context.State, netuid, context.Block);
        context.Emit(SubtensorEvents.FirstEmissionBlockNumberSet, (netuid, context.Block + 1ul));
        return null;
    }

    /// <summary>Emission begins with the next block.</summary>
    public static void Start(StateOverlay state, ushort netuid, uint block)
    {
        FirstEmissionBlockNumber.Set(state, netuid, block + 1ul);
        SubtokenEnabled.Set(state, netuid, true);
    }
}
