using System.Buffers;

namespace Connito.Chain.Primitives;

/// <summary>A 32-byte hash the node names a block or an extrinsic by; prints as 0x and hex.</summary>
public readonly struct BlockHash : IEquatable<BlockHash>
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = Bytes32.Size;

    private readonly Bytes32 _bytes;

    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public BlockHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A block hash is {Size} bytes, {bytes.Length} came.", nameof(bytes));
        _bytes = new Bytes32(bytes);
    }

    /// <summary>Reads 0x and 64 hex digits.</summary>
    /// <exception cref="ChainException">The text is anything else.</exception>
    public static BlockHash Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return TryParse(hex, out var hash)
            ? hash
            : throw new ChainException($"A block hash is 0x and {2 * Size} hex digits; '{hex}' came.");
    }

    /// <summary>Reads 0x and 64 hex digits; false for anything else.</summary>
    public static bool TryParse(string? hex, out BlockHash hash)
    {
        hash = default;
        if (hex is not { Length: 2 + (2 * Size) } || !hex.StartsWith("0x", StringComparison.Ordinal))
            return false;

        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(hex.AsSpan(2), bytes, out _, out _) != OperationStatus.Done)
            return false;

        hash = new BlockHash(bytes);
        return true;
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    /// <summary>The 32 bytes, as an array of the caller's own.</summary>
    public byte[] ToArray() => ((ReadOnlySpan<byte>)_bytes).ToArray();

    /// <summary>0x and 64 lower-case hex digits.</summary>
    public override string ToString() => "0x" + Convert.ToHexStringLower(_bytes);

    /// <inheritdoc/>
    public bool Equals(BlockHash other) => _bytes.SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BlockHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.Hash();

    /// <summary>Whether both are the same hash.</summary>
    public static bool operator ==(BlockHash left, BlockHash right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(BlockHash left, BlockHash right) => !left.Equals(right);
}
