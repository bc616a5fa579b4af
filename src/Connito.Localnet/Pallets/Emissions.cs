using System.Numerics;
using Connito.Chain.Primitives;
using Connito.Incentive.Yuma;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>Alpha: made block by block, paid out at each epoch.</summary>
/// <remarks>Subtensor's split without its halving, child keys, and root dividends: with alpha at the price of one TAO on a single subnet, root's
/// part is recycled there too.</remarks>
internal static class Emissions
{
    /// <summary>Rao of alpha that a subnet makes a block.</summary>
    public const ulong AlphaPerBlock = 1_000_000_000;

    /// <summary>Makes a block's alpha and sets it aside for owner, miners and validators.</summary>
    public static void Accrue(StateOverlay state, ushort netuid, uint block)
    {
        if (!FirstEmissionBlockNumber.TryGet(state, netuid, out var first) || block < first)
            return;

        var cut = OwnerCutEnabled.Get(state, netuid) ? AlphaPerBlock * SubnetOwnerCut.Get(state) / ushort.MaxValue : 0;
        var rest = AlphaPerBlock - cut;
        var servers = rest / 2;
        SubnetAlphaOutEmission.Set(state, netuid, AlphaPerBlock);
        PendingOwnerCut.Update(state, netuid, pending => pending + cut);
        PendingServerEmission.Update(state, netuid, pending => pending + servers);
        PendingValidatorEmission.Update(state, netuid, pending => pending + rest - servers - RootPart(state, netuid, rest));
    }

    /// <summary>Empties what was set aside and returns it.</summary>
    public static PendingEmission Drain(StateOverlay state, ushort netuid)
    {
        var pending = new PendingEmission(
            PendingOwnerCut.Get(state, netuid), PendingServerEmission.Get(state, netuid), PendingValidatorEmission.Get(state, netuid));
        PendingOwnerCut.Set(state, netuid, 0);
        PendingServerEmission.Set(state, netuid, 0);
        PendingValidatorEmission.Set(state, netuid, 0);
        return pending;
    }

    /// <summary>Pays an epoch's alpha as stake; what rounding leaves and what owners' miners earn is paid to no one.</summary>
    public static void Distribute(CallContext context, ushort netuid, PendingEmission pending, YumaOutput outcome)
    {
        var paysMiners = outcome.ServerEmission.Any(amount => amount > 0);
        var validators = paysMiners ? pending.Validators : pending.Validators + pending.Servers;
        PayMiners(context, netuid, outcome);
        PayValidators(context.State, netuid, validators, outcome);

        var ownerHotkey = SubnetOwnerHotkey.Get(context.State, netuid);
        if (pending.OwnerCut > 0 && Owner.TryGet(context.State, ownerHotkey, out var owner))
            StakeLedger.Credit(context.State, ownerHotkey, owner, netuid, pending.OwnerCut);
    }

    private static void PayMiners(CallContext context, ushort netuid, YumaOutput outcome)
    {
        var state = context.State;
        var subnetOwner = SubnetOwner.Get(state, netuid);
        for (ushort uid = 0; uid < outcome.ServerEmission.Length; uid++)
        {
            var hotkey = Keys.Get(state, (netuid, uid));
            var owner = Owner.Get(state, hotkey);
            if (outcome.ServerEmission[uid] > 0 && owner != subnetOwner)
                StakeLedger.Credit(state, hotkey, owner, netuid, outcome.ServerEmission[uid]);
        }

        context.Emit(SubtensorEvents.IncentiveAlphaEmittedToMiners, (netuid, outcome.ServerEmission));
    }

    private static void PayValidators(StateOverlay state, ushort netuid, ulong amount, YumaOutput outcome)
    {
        var sum = outcome.ValidatorEmission.Aggregate(BigInteger.Zero, static (total, share) => total + share);
        for (ushort uid = 0; uid < outcome.ValidatorEmission.Length && !sum.IsZero; uid++)
        {
            var hotkey = Keys.Get(state, (netuid, uid));
            var dividend = (ulong)((BigInteger)amount * outcome.ValidatorEmission[uid] / sum);
            AlphaDividendsPerSubnet.Set(state, (netuid, hotkey), dividend);
            if (dividend > 0)
                PayDividend(state, netuid, hotkey, dividend);
        }
    }

    private static void PayDividend(StateOverlay state, ushort netuid, AccountId hotkey, ulong dividend)
    {
        var take = (ulong)((UInt128)dividend * Delegates.Get(state, hotkey) / ushort.MaxValue);
        StakeLedger.CreditAll(state, hotkey, netuid, dividend - take);
        StakeLedger.Credit(state, hotkey, Owner.Get(state, hotkey), netuid, take);
    }

    private static ulong RootPart(StateOverlay state, ushort netuid, ulong rest)
    {
        var root = (UInt128)SubnetAlphaOut.Get(state, StakeLedger.Root) * TaoWeight.Get(state) / ulong.MaxValue;
        var issuance = root + SubnetAlphaOut.Get(state, netuid);
        return root == 0 ? 0 : (ulong)(root * rest / issuance / 2);
    }
}

/// <summary>Alpha set aside since the last epoch, in rao.</summary>
internal readonly record struct PendingEmission(ulong OwnerCut, ulong Servers, ulong Validators);
