using System.Globalization;

namespace Connito.Chain.Primitives;

/// <summary>An amount of the chain's currency, counted in rao: a thousand million rao are one tao.</summary>
public readonly record struct Tao(ulong Rao) : IComparable<Tao>
{
    /// <summary>Rao in one tao.</summary>
    public const ulong RaoPerTao = 1_000_000_000;

    /// <summary>The amount in tao, exactly.</summary>
    public decimal InTao => (decimal)Rao / RaoPerTao;

    /// <summary>The amount of <paramref name="tao"/>; a fraction of a rao is cut off.</summary>
    /// <exception cref="OverflowException">The amount is negative or beyond what the chain can hold.</exception>
    public static Tao FromTao(decimal tao) => new(decimal.ToUInt64(decimal.Truncate(tao * RaoPerTao)));

    /// <inheritdoc/>
    public int CompareTo(Tao other) => Rao.CompareTo(other.Rao);

    /// <summary>The amount in tao with its nine decimals, and the unit: <c>1.500000000 TAO</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{InTao:0.000000000} TAO");

    /// <exception cref="OverflowException">The sum is beyond what the chain can hold.</exception>
    public static Tao operator +(Tao left, Tao right) => new(checked(left.Rao + right.Rao));

    /// <exception cref="OverflowException"><paramref name="right"/> is the greater amount.</exception>
    public static Tao operator -(Tao left, Tao right) => new(checked(left.Rao - right.Rao));

    /// <summary>Whether left is the lesser amount.</summary>
    public static bool operator <(Tao left, Tao right) => left.Rao < right.Rao;

    /// <summary>Whether left is the greater amount.</summary>
    public static bool operator >(Tao left, Tao right) => left.Rao > right.Rao;

    /// <summary>Whether left is not the greater amount.</summary>
    public static bool operator <=(Tao left, Tao right) => left.Rao <= right.Rao;

    /// <summary>Whether left is not the lesser amount.</summary>
    public static bool operator >=(Tao left, Tao right) => left.Rao >= right.Rao;
}
