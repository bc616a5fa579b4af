using System.Numerics;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>The price of a registration: it halves in its half-life and rises with each neuron.</summary>
internal static class BurnPrice
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<ushort, ulong> Factors = new();

    /// <summary>One block's decay.</summary>
    public static void Decay(StateOverlay state, ushort netuid)
    {
        var halfLife = BurnHalfLife.Get(state, netuid);
        if (halfLife > 0)
            Set(state, netuid, (UInt128)Burn.Get(state, netuid) * Factors.GetOrAdd(halfLife, FactorOf) >> 32);
    }

    /// <summary>One registration's rise.</summary>
    public static void Rise(StateOverlay state, ushort netuid)
    {
        var raised = (BigInteger)Burn.Get(state, netuid) * (BigInteger)BurnIncreaseMult.Get(state, netuid) >> 64;
        Set(state, netuid, (UInt128)BigInteger.Min(raised, ulong.MaxValue));
    }

    /// <summary>The greatest number of 32 fraction bits whose power of the half-life is at most one half.</summary>
    internal static ulong FactorOf(ushort halfLife)
    {
        ulong low = 0, high = 1ul << 32;
        while (low + 1 < high)
        {
            var middle = (low + high) / 2;
            if (BigInteger.Pow(middle, halfLife) <= BigInteger.One << ((32 * halfLife) - 1))
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    private static void Set(StateOverlay state, ushort netuid, UInt128 price)
    {
        var (least, most) = (MinBurn.Get(state, netuid), MaxBurn.Get(state, netuid));
        Burn.Set(state, netuid, (ulong)UInt128.Max(least, UInt128.Min(price, most)));
    }
}
