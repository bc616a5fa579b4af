namespace Connito.Chain.Primitives;

/// <summary>A neuron's slot in a subnet; reused, so that uid and hotkey together name a neuron.</summary>
public readonly record struct Uid(ushort Value) : IComparable<Uid>
{
    /// <inheritdoc/>
    public int CompareTo(Uid other) => Value.CompareTo(other.Value);

    /// <summary>The number.</summary>
    public override string ToString() => Value.ToString();
}
