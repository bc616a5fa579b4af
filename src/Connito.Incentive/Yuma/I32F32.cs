namespace Connito.Incentive.Yuma;

/// <summary>The runtime's signed fixed-point number: 32 integer bits, 32 fraction bits, saturating.</summary>
/// <remarks>Rounding follows the runtime's arithmetic bit for bit: a product is floored, a quotient truncated, and a division by zero gives
/// zero (the runtime's <c>safe_div</c>). Comparison is that of the bits.</remarks>
/// <param name="Bits">The value times 2^32.</param>
public readonly record struct I32F32(long Bits) : IComparable<I32F32>
{
    internal const int FractionBits = 32;

    /// <summary>Zero.</summary>
    public static readonly I32F32 Zero = new(0);

    /// <summary>One.</summary>
    public static readonly I32F32 One = new(1L << FractionBits);

    /// <summary>The runtime's rounding of e: <c>22802600 / 2^23</c>, returned by <see cref="Exp"/> for exactly one.</summary>
    private static readonly I32F32 E = new(22_802_600L << 9);

    private static readonly I32F32 LargestExponent = From(20);

    /// <summary>A whole number.</summary>
    public static I32F32 From(int value) => new((long)value << FractionBits);

    /// <summary>A <c>u16</c> proportion, <c>value / 65535</c>.</summary>
    public static I32F32 FromProportion(ushort value) => From(value) / From(ushort.MaxValue);

    /// <summary>The exponential of <paramref name="power"/> clamped to plus or minus 20, by the runtime's Taylor series of 31 terms.</summary>
    public static I32F32 Exp(I32F32 power)
    {
        power = Clamp(power, -LargestExponent, LargestExponent);
        if (power == Zero)
            return One;
        if (power == One)
            return E;

        var magnitude = power < Zero ? -power : power;
        var sum = One + magnitude;
        var term = magnitude;
        for (var i = 2; i < FractionBits; i++)
        {
            term = term * magnitude / From(i);
            sum += term;
        }

        return power < Zero ? One / sum : sum;
    }

    /// <summary>The value, not outside <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static I32F32 Clamp(I32F32 value, I32F32 low, I32F32 high) => value < low ? low : value > high ? high : value;

    /// <summary>The lesser of two.</summary>
    public static I32F32 Min(I32F32 left, I32F32 right) => left < right ? left : right;

    /// <summary>A proportion of one as the chain stores it: <c>floor(value * 65535)</c>, saturating.</summary>
    public ushort ToProportion() => (ushort)Math.Clamp((this * From(ushort.MaxValue)).Bits >> FractionBits, 0, ushort.MaxValue);

    /// <summary>This share of <paramref name="amount"/>, floored; a negative share gives nothing.</summary>
    public ulong ShareOf(ulong amount) => Bits <= 0 ? 0 : (ulong)(((UInt128)amount * (ulong)Bits) >> FractionBits);

    /// <summary>The nearest double, for people and logs; consensus never computes with it.</summary>
    public double ToDouble() => Bits / (double)One.Bits;

    /// <inheritdoc/>
    public int CompareTo(I32F32 other) => Bits.CompareTo(other.Bits);

    /// <summary>The value in decimals.</summary>
    public override string ToString() => ToDouble().ToString("0.##########");

    /// <summary>The sum, saturating.</summary>
    public static I32F32 operator +(I32F32 left, I32F32 right) => Saturate((Int128)left.Bits + right.Bits);

    /// <summary>The difference, saturating.</summary>
    public static I32F32 operator -(I32F32 left, I32F32 right) => Saturate((Int128)left.Bits - right.Bits);

    /// <summary>The negative, saturating.</summary>
    public static I32F32 operator -(I32F32 value) => Saturate(-(Int128)value.Bits);

    /// <summary>The product, floored, saturating.</summary>
    public static I32F32 operator *(I32F32 left, I32F32 right) => Saturate(((Int128)left.Bits * right.Bits) >> FractionBits);

    /// <summary>The quotient, truncated towards zero, saturating; zero for a zero divisor.</summary>
    public static I32F32 operator /(I32F32 left, I32F32 right) =>
        right.Bits == 0 ? Zero : Saturate(((Int128)left.Bits << FractionBits) / right.Bits);

    /// <summary>Whether left is less.</summary>
    public static bool operator <(I32F32 left, I32F32 right) => left.Bits < right.Bits;

    /// <summary>Whether left is greater.</summary>
    public static bool operator >(I32F32 left, I32F32 right) => left.Bits > right.Bits;

    /// <summary>Whether left is not greater.</summary>
    public static bool operator <=(I32F32 left, I32F32 right) => left.Bits <= right.Bits;

    /// <summary>Whether left is not less.</summary>
    public static bool operator >=(I32F32 left, I32F32 right) => left.Bits >= right.Bits;

    private static I32F32 Saturate(Int128 bits) =>
        new(bits > long.MaxValue ? long.MaxValue : bits < long.MinValue ? long.MinValue : (long)bits);
}
