using System.Numerics;
using Connito.Chain.Primitives;

namespace Connito.Incentive.Yuma;

/// <summary>The runtime's fixed-point number of 64 integer and 64 fraction bits, in which it holds stake; never negative here.</summary>
/// <param name="Bits">The value times 2^64.</param>
public readonly record struct I64F64(UInt128 Bits)
{
    /// <summary>The whole part.</summary>
    public ulong Floor => (ulong)(Bits >> 64);

    /// <summary>A stake weight in rao, as the runtime APIs give it.</summary>
    public static I64F64 From(Tao stake) => new((UInt128)stake.Rao << 64);

    /// <summary><c>numerator / denominator</c>, truncated to 32 fraction bits as the runtime does when it takes a ratio of counts.</summary>
    internal static I32F32 Ratio(ulong numerator, ulong denominator) =>
        new((long)(((UInt128)numerator << 64) / denominator >> 32));

    /// <summary>Each value's share of the sum: divided in 64 fraction bits, then cut to 32. All zero when the sum is.</summary>
    internal static I32F32[] Shares(ReadOnlySpan<I64F64> values)
    {
        var total = BigInteger.Zero;
        foreach (var value in values)
            total += value.Bits;

        var shares = new I32F32[values.Length];
        if (total.IsZero)
            return shares;

        for (var i = 0; i < shares.Length; i++)
            shares[i] = new I32F32((long)(((BigInteger)values[i].Bits << 64) / total >> 32));
        return shares;
    }
}
