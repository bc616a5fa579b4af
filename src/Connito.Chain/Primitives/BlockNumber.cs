namespace Connito.Chain.Primitives;

/// <summary>A block's height; the network's clock.</summary>
public readonly record struct BlockNumber(uint Value) : IComparable<BlockNumber>
{
    /// <inheritdoc/>
    public int CompareTo(BlockNumber other) => Value.CompareTo(other.Value);

    /// <summary>The number.</summary>
    public override string ToString() => Value.ToString();

    /// <exception cref="OverflowException">The sum is beyond a block number's range.</exception>
    public static BlockNumber operator +(BlockNumber block, uint count) => new(checked(block.Value + count));

    /// <exception cref="OverflowException">Fewer than <paramref name="count"/> blocks lie before this one.</exception>
    public static BlockNumber operator -(BlockNumber block, uint count) => new(checked(block.Value - count));

    /// <summary>Blocks from <paramref name="right"/> to <paramref name="left"/>; negative if left is the earlier.</summary>
    public static long operator -(BlockNumber left, BlockNumber right) => (long)left.Value - right.Value;

    /// <summary>Whether left is the earlier block.</summary>
    public static bool operator <(BlockNumber left, BlockNumber right) => left.Value < right.Value;

    /// <summary>Whether left is the later block.</summary>
    public static bool operator >(BlockNumber left, BlockNumber right) => left.Value > right.Value;

    /// <summary>Whether left is not the later block.</summary>
    public static bool operator <=(BlockNumber left, BlockNumber right) => left.Value <= right.Value;

    /// <summary>Whether left is not the earlier block.</summary>
    public static bool operator >=(BlockNumber left, BlockNumber right) => left.Value >= right.Value;
}
