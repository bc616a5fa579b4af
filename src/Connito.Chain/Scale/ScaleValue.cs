using System.Collections.Immutable;
using System.Numerics;

namespace Connito.Chain.Scale;

/// <summary>A value as a runtime's metadata describes it: what every call, storage entry, event and constant is made of.</summary>
/// <remarks>
/// Values compare by content. A struct around one unnamed field (AccountId32, NetUid, BoundedVec) is its field; a fixed-point number is
/// the <see cref="Number"/> of its bits; a map is a <see cref="Sequence"/> of pairs; an option is the <see cref="Variant"/> Some or None.
/// </remarks>
public abstract partial record ScaleValue
{
    private ScaleValue() { }

    /// <summary>A value of no bytes: the empty tuple, or a struct without fields.</summary>
    public sealed record Unit : ScaleValue;

    /// <summary>A boolean.</summary>
    public sealed record Bool(bool Value) : ScaleValue;

    /// <summary>An integer of any width, fixed or compact; a character is its code point.</summary>
    public sealed record Number(BigInteger Value) : ScaleValue;

    /// <summary>A text of type <c>str</c>. Most texts on the chain are <see cref="Bytes"/>.</summary>
    public sealed record Text(string Value) : ScaleValue;

    /// <summary>A vector or an array of <c>u8</c>.</summary>
    public sealed record Bytes(ImmutableArray<byte> Value) : ScaleValue
    {
        /// <inheritdoc/>
        public bool Equals(Bytes? other) => other is not null && Value.AsSpan().SequenceEqual(other.Value.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.AddBytes(Value.AsSpan());
            return hash.ToHashCode();
        }
    }

    /// <summary>A vector or an array of anything but <c>u8</c>; a bit sequence is one of booleans.</summary>
    public sealed record Sequence(ImmutableArray<ScaleValue> Values) : ScaleValue
    {
        /// <inheritdoc/>
        public bool Equals(Sequence? other) => other is not null && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => HashOf(Values);
    }

    /// <summary>A struct, or a tuple when it has no names.</summary>
    /// <param name="Names">One name a value, or empty for a tuple.</param>
    /// <param name="Values">The fields in order.</param>
    public sealed record Composite(ImmutableArray<string> Names, ImmutableArray<ScaleValue> Values) : ScaleValue
    {
        /// <summary>No fields: what a variant without fields carries.</summary>
        public static Composite NoFields { get; } = new([], []);

        /// <summary>The field of that name, or null.</summary>
        public ScaleValue? Find(string name)
        {
            var place = Names.IndexOf(name);
            return place < 0 ? null : Values[place];
        }

        /// <inheritdoc/>
        public bool Equals(Composite? other) =>
            other is not null && Names.SequenceEqual(other.Names) && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => HashOf(Values);
    }

    /// <summary>One case of an enum, with its fields.</summary>
    public sealed record Variant(string Name, Composite Fields) : ScaleValue
    {
        /// <summary>The only field of the case.</summary>
        /// <exception cref="ScaleFormatException">The case has no field, or several.</exception>
        public ScaleValue Inner => Fields.Values is [var only]
            ? only
            : throw new ScaleFormatException($"{Name} with one field wanted; it has {Fields.Values.Length}.");
    }

    private static int HashOf(ImmutableArray<ScaleValue> values)
    {
        var hash = new HashCode();
        foreach (var value in values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
