using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>The metagraph from storage maps at one block, for runtimes whose metadata describes no metagraph call.</summary>
internal static class StoredMetagraph
{
    internal const string Pallet = "SubtensorModule";
    internal const string ValidatorTrust = "ValidatorTrust";

    // Columns by uid. Those the runtime no longer keeps read as zeros.
    private static readonly ImmutableArray<string> Vectors =
        ["Active", "ValidatorPermit", "Consensus", "Incentive", "Dividends", ValidatorTrust, "Trust", "Rank", "Emission", "LastUpdate"];

    /// <exception cref="SubnetNotFoundException">No such subnet at that block.</exception>
    internal static async Task<MetagraphColumns> ReadAsync(ChainState state, Netuid netuid, CancellationToken cancellation)
    {
        var kept = Vectors.Where(entry => state.Has(Pallet, entry)).ToList();
        var values = await state.GetManyAsync(
            [
                new("System", "Number"), new(Pallet, "NetworksAdded", netuid), new(Pallet, "SubnetworkN", netuid),
                .. kept.Select(entry => new StorageQuery(Pallet, entry, netuid)),
            ],
            cancellation);
        if (!values[1]!.AsBoolean())
            throw new SubnetNotFoundException(netuid, state.Block);

        var neuronCount = values[2]!.AsUInt16();
        var hotkeys = await ByUidAsync(state, "Keys", netuid, neuronCount, cancellation);
        var registered = ByUidAsync(state, "BlockAtRegistration", netuid, neuronCount, cancellation);
        var stakes = StakeWeights.ReadAsync(state, netuid, [.. hotkeys.Select(key => new Hotkey(key.AsAccountId()))], cancellation);
        var byHotkey = await state.GetManyAsync(
            [
                .. hotkeys.Select(hotkey => new StorageQuery(Pallet, "Owner", hotkey)),
                .. hotkeys.Select(hotkey => new StorageQuery(Pallet, "Axons", netuid, hotkey)),
            ],
            cancellation);

        return new(new(values[0]!.AsUInt32()), hotkeys, [.. byHotkey.Take(neuronCount).Select(owner => owner!)])
        {
            Active = Vector("Active"),
            ValidatorPermit = Vector("ValidatorPermit"),
            Stake = [.. (await stakes).Select(stake => (ScaleValue)stake)],
            Consensus = Vector("Consensus"),
            Incentive = Vector("Incentive"),
            Dividends = Vector("Dividends"),
            ValidatorTrust = Vector(ValidatorTrust),
            Trust = Vector("Trust"),
            Rank = Vector("Rank"),
            Emission = Vector("Emission"),
            LastUpdate = Vector("LastUpdate"),
            RegisteredAt = await registered,
            Axons = [.. byHotkey.Skip(neuronCount)],
        };

        ImmutableArray<ScaleValue> Vector(string entry) => kept.IndexOf(entry) is >= 0 and var place ? values[3 + place]!.Items : [];
    }

    private static async Task<ImmutableArray<ScaleValue>> ByUidAsync(
        ChainState state, string entry, Netuid netuid, int neuronCount, CancellationToken cancellation)
    {
        var values = await state.GetManyAsync(
            [.. Enumerable.Range(0, neuronCount).Select(uid => new StorageQuery(Pallet, entry, netuid, uid))], cancellation);
        return [.. values.Select(value => value!)];
    }
}
