using Connito.Chain.Primitives;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>A subnet's uids: handing out the next, or that of the neuron that does worst.</summary>
internal static class NeuronSlots
{
    /// <summary>The uid a new neuron would take, or null when every neuron stays.</summary>
    public static ushort? NextUid(StateOverlay state, ushort netuid, uint block)
    {
        var count = SubnetworkN.Get(state, netuid);
        return count < MaxAllowedUids.Get(state, netuid) ? count : WorstUid(state, netuid, block);
    }

    /// <summary>Puts a hotkey into a uid: the next one, or one that a neuron loses.</summary>
    public static void Assign(StateOverlay state, ushort netuid, ushort uid, AccountId hotkey, uint block)
    {
        if (uid < SubnetworkN.Get(state, netuid))
            Evict(state, netuid, uid);
        else
            Append(state, netuid);

        Keys.Set(state, (netuid, uid), hotkey);
        Uids.Set(state, (netuid, hotkey), uid);
        IsNetworkMember.Set(state, (hotkey, netuid), true);
        BlockAtRegistration.Set(state, (netuid, uid), block);
        LastUpdate.Update(state, netuid, column => column.SetItem(uid, block));
        Active.Update(state, netuid, column => column.SetItem(uid, true));
    }

    private static ushort? WorstUid(StateOverlay state, ushort netuid, uint block)
    {
        var (emission, immunity, owner) = (Emission.Get(state, netuid), ImmunityPeriod.Get(state, netuid), SubnetOwnerHotkey.Get(state, netuid));
        var ranked = Keys.Under(state, netuid)
            .Where(slot => slot.Value != owner)
            .Select(slot => (Uid: slot.Key, Registered: BlockAtRegistration.Get(state, (netuid, slot.Key))))
            .OrderBy(slot => emission[slot.Uid]).ThenBy(slot => slot.Registered).ThenBy(slot => slot.Uid)
            .ToLookup(slot => block - slot.Registered < immunity);
        var replaceable = ranked[false].Count() > MinNonImmuneUids.Get(state, netuid) ? ranked[false] : ranked[true];
        return replaceable.Any() ? replaceable.First().Uid : null;
    }

    private static void Append(StateOverlay state, ushort netuid)
    {
        SubnetworkN.Update(state, netuid, count => (ushort)(count + 1));
        foreach (var column in new[] { Consensus, SubtensorStorage.Incentive, Dividends, ValidatorTrust, StakeWeight })
            column.Update(state, netuid, values => values.Add(0));
        foreach (var column in new[] { Active, ValidatorPermit })
            column.Update(state, netuid, values => values.Add(false));
        foreach (var column in new[] { LastUpdate, Emission })
            column.Update(state, netuid, values => values.Add(0));
    }

    private static void Evict(StateOverlay state, ushort netuid, ushort uid)
    {
        var old = Keys.Get(state, (netuid, uid));
        Uids.Remove(state, (netuid, old));
        IsNetworkMember.Remove(state, (old, netuid));
        Axons.Remove(state, (netuid, old));
        foreach (var column in new[] { Consensus, SubtensorStorage.Incentive, Dividends, ValidatorTrust, StakeWeight })
            column.Update(state, netuid, values => values.SetItem(uid, 0));
        ValidatorPermit.Update(state, netuid, values => values.SetItem(uid, false));
        Emission.Update(state, netuid, values => values.SetItem(uid, 0));
        Weights.Remove(state, (netuid, uid));
        Bonds.Remove(state, (netuid, uid));
        foreach (var (row, weights) in Weights.Under(state, netuid).ToList())
            if (weights.Any(weight => weight.Uid == uid))
                // The entry stays, at nothing: under Yuma 3 a weight of zero keeps a bond that an absent one would lose.
                Weights.Set(state, (netuid, row), [.. weights.Select(weight => weight.Uid == uid ? (uid, (ushort)0) : weight)]);
    }
}
