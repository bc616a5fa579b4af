namespace Connito.Chain.Primitives;

/// <summary>A subnet's number.</summary>
public readonly record struct Netuid(ushort Value) : IComparable<Netuid>
{
    /// <inheritdoc/>
    public int CompareTo(Netuid other) => Value.CompareTo(other.Value);

    /// <summary>The number.</summary>
    public override string ToString() => Value.ToString();
}
