using System.Numerics;
using Connito.Chain.Primitives;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>Who staked what on which hotkey: coldkeys hold shares of a hotkey's alpha, so that its dividends reach all of them.</summary>
internal static class StakeLedger
{
    /// <summary>The root network, where stake is TAO.</summary>
    public const ushort Root = 0;

    /// <summary>What a coldkey's shares of a hotkey are worth now, in rao.</summary>
    public static ulong StakeOf(IStateReader state, AccountId hotkey, AccountId coldkey, ushort netuid)
    {
        var shares = TotalHotkeyShares.Get(state, (hotkey, netuid));
        return shares == 0
            ? 0
            : MultiplyDivide(Alpha.Get(state, (hotkey, coldkey, netuid)), TotalHotkeyAlpha.Get(state, (hotkey, netuid)), shares);
    }

    /// <summary>A hotkey's stake weight on a subnet: its alpha, and its TAO on root by the network's weight of it. There are no child keys here.</summary>
    public static ulong WeightOf(IStateReader state, AccountId hotkey, ushort netuid)
    {
        var root = (UInt128)TotalHotkeyAlpha.Get(state, (hotkey, Root)) * TaoWeight.Get(state) / ulong.MaxValue;
        return netuid == Root ? (ulong)root : TotalHotkeyAlpha.Get(state, (hotkey, netuid)) + (ulong)root;
    }

    /// <summary>Adds to a coldkey's stake at the going worth of shares.</summary>
    public static void Credit(StateOverlay state, AccountId hotkey, AccountId coldkey, ushort netuid, ulong amount)
    {
        var (alpha, shares) = (TotalHotkeyAlpha.Get(state, (hotkey, netuid)), TotalHotkeyShares.Get(state, (hotkey, netuid)));
        var issued = alpha == 0 || shares == 0 ? (UInt128)amount << 64 : MultiplyDivideShares(shares, amount, alpha);
        Alpha.Update(state, (hotkey, coldkey, netuid), held => held + issued);
        TotalHotkeyShares.Set(state, (hotkey, netuid), shares + issued);
        AddAlpha(state, hotkey, netuid, amount);
    }

    /// <summary>Adds to the worth of everybody's shares of a hotkey; to its owner where nobody holds any.</summary>
    public static void CreditAll(StateOverlay state, AccountId hotkey, ushort netuid, ulong amount)
    {
        if (TotalHotkeyShares.Get(state, (hotkey, netuid)) == 0)
            Credit(state, hotkey, Owner.Get(state, hotkey), netuid, amount);
        else
            AddAlpha(state, hotkey, netuid, amount);
    }

    /// <summary>Takes from a coldkey's stake, which covers it.</summary>
    public static void Debit(StateOverlay state, AccountId hotkey, AccountId coldkey, ushort netuid, ulong amount)
    {
        var (alpha, shares) = (TotalHotkeyAlpha.Get(state, (hotkey, netuid)), TotalHotkeyShares.Get(state, (hotkey, netuid)));
        var held = Alpha.Get(state, (hotkey, coldkey, netuid));
        var all = amount == StakeOf(state, hotkey, coldkey, netuid);
        var returned = all ? held : UInt128.Min(held, MultiplyDivideShares(shares, amount, alpha));
        Alpha.Set(state, (hotkey, coldkey, netuid), held - returned);
        TotalHotkeyShares.Set(state, (hotkey, netuid), shares - returned);
        TotalHotkeyAlpha.Set(state, (hotkey, netuid), alpha - amount);
        SubnetAlphaOut.Update(state, netuid, total => total - Math.Min(total, amount));
    }

    private static void AddAlpha(StateOverlay state, AccountId hotkey, ushort netuid, ulong amount)
    {
        TotalHotkeyAlpha.Update(state, (hotkey, netuid), alpha => checked(alpha + amount));
        SubnetAlphaOut.Update(state, netuid, total => checked(total + amount));
    }

    private static ulong MultiplyDivide(UInt128 shares, ulong alpha, UInt128 allShares) =>
        (ulong)((BigInteger)shares * alpha / (BigInteger)allShares);

    private static UInt128 MultiplyDivideShares(UInt128 allShares, ulong amount, ulong alpha) =>
        (UInt128)((BigInteger)allShares * amount / alpha);
}
