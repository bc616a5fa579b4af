using System.Collections.Immutable;
using System.Numerics;
using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>Stake weights from storage: own alpha and weighted root stake, less what is lent to children, plus what parents lend.</summary>
/// <remarks>The pallet's <c>get_stake_weights_for_network</c>, in whole numbers: within a few rao of its fixed point.</remarks>
internal static class StakeWeights
{
    private const string Pallet = StoredMetagraph.Pallet;
    private const string TotalHotkeyAlpha = "TotalHotkeyAlpha";
    private const string ParentKeys = "ParentKeys";
    private const string ChildKeys = "ChildKeys";
    private const string TaoWeight = "TaoWeight";

    private static readonly Netuid Root = new(0);
    private static readonly BigInteger Whole = ulong.MaxValue;

    private readonly record struct Stake(BigInteger Alpha, BigInteger Tao)
    {
        internal Stake Part(BigInteger proportion) => new(Alpha * proportion / Whole, Tao * proportion / Whole);

        public static Stake operator +(Stake left, Stake right) => new(left.Alpha + right.Alpha, left.Tao + right.Tao);

        public static Stake operator -(Stake left, Stake right) => new(left.Alpha - right.Alpha, left.Tao - right.Tao);
    }

    /// <summary>One weight a hotkey, in rao.</summary>
    internal static async Task<ImmutableArray<ulong>> ReadAsync(
        ChainState state, Netuid netuid, ImmutableArray<Hotkey> hotkeys, CancellationToken cancellation)
    {
        var children = RelationsAsync(state, ChildKeys, netuid, hotkeys, cancellation);
        var parents = await RelationsAsync(state, ParentKeys, netuid, hotkeys, cancellation);
        var holders = hotkeys.Concat(parents.SelectMany(list => list.Select(parent => parent.Hotkey))).Distinct().ToList();
        var stakes = await StakesAsync(state, netuid, holders, cancellation);
        var taoWeight = state.Has(Pallet, TaoWeight)
            ? (await state.GetAsync(new(Pallet, TaoWeight), cancellation))!.AsBigInteger()
            : BigInteger.Zero;
        var lent = await children;

        return [.. hotkeys.Select((hotkey, uid) =>
        {
            var stake = stakes[hotkey];
            foreach (var (proportion, _) in lent[uid])
                stake -= stakes[hotkey].Part(proportion);
            foreach (var (proportion, parent) in parents[uid])
                stake += stakes[parent].Part(proportion);
            return (ulong)BigInteger.Clamp(stake.Alpha + (stake.Tao * taoWeight / Whole), 0, ulong.MaxValue);
        })];
    }

    private static async Task<Dictionary<Hotkey, Stake>> StakesAsync(
        ChainState state, Netuid netuid, List<Hotkey> hotkeys, CancellationToken cancellation)
    {
        var values = await state.GetManyAsync(
            [
                .. hotkeys.Select(hotkey => new StorageQuery(Pallet, TotalHotkeyAlpha, hotkey, netuid)),
                .. hotkeys.Select(hotkey => new StorageQuery(Pallet, TotalHotkeyAlpha, hotkey, Root)),
            ],
            cancellation);
        return hotkeys.Index().ToDictionary(
            entry => entry.Item,
            entry => new Stake(values[entry.Index]!.AsBigInteger(), values[hotkeys.Count + entry.Index]!.AsBigInteger()));
    }

    private static async Task<ImmutableArray<ImmutableArray<(BigInteger Proportion, Hotkey Hotkey)>>> RelationsAsync(
        ChainState state, string entry, Netuid netuid, ImmutableArray<Hotkey> hotkeys, CancellationToken cancellation)
    {
        if (!state.Has(Pallet, entry))
            return [.. hotkeys.Select(_ => ImmutableArray<(BigInteger, Hotkey)>.Empty)];

        var lists = await state.GetManyAsync([.. hotkeys.Select(hotkey => new StorageQuery(Pallet, entry, hotkey, netuid))], cancellation);
        return [.. lists.Select(list => list!.Items
            .Select(relation => (relation[0].AsBigInteger(), new Hotkey(relation[1].AsAccountId())))
            .ToImmutableArray())];
    }
}
