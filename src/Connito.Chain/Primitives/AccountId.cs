using Connito.Chain.Crypto;

namespace Connito.Chain.Primitives;

/// <summary>A 32-byte public key as the chain names accounts; prints as SS58 with prefix 42.</summary>
public readonly struct AccountId : IEquatable<AccountId>, IComparable<AccountId>
{
    /// <summary>Bytes in an account's identifier.</summary>
    public const int Size = Bytes32.Size;

    private readonly Bytes32 _bytes;

    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public AccountId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"An account is {Size} bytes, {bytes.Length} came.", nameof(bytes));
        _bytes = new Bytes32(bytes);
    }

    /// <summary>Reads an SS58 address with prefix 42.</summary>
    /// <exception cref="Ss58FormatException">The text is not such an address; the message says why.</exception>
    public static AccountId Parse(string ss58)
    {
        ArgumentNullException.ThrowIfNull(ss58);
        var address = Ss58.Decode(ss58);
        if (address.Prefix != Ss58.SubstratePrefix)
            throw new Ss58FormatException($"'{ss58}' carries network prefix {address.Prefix}, {Ss58.SubstratePrefix} wanted.");
        if (address.Key.Length != Size)
            throw new Ss58FormatException($"'{ss58}' holds {address.Key.Length} bytes, an account has {Size}.");
        return new AccountId(address.Key.AsSpan());
    }

    /// <summary>Reads an SS58 address with prefix 42; false for anything else.</summary>
    public static bool TryParse(string? ss58, out AccountId account)
    {
        account = default;
        if (ss58 is null || !Ss58.TryDecode(ss58, out var address, out _)
            || address.Prefix != Ss58.SubstratePrefix || address.Key.Length != Size)
            return false;

        account = new AccountId(address.Key.AsSpan());
        return true;
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    /// <summary>The 32 bytes, as an array of the caller's own.</summary>
    public byte[] ToArray() => ((ReadOnlySpan<byte>)_bytes).ToArray();

    /// <summary>The SS58 address, prefix 42.</summary>
    public override string ToString() => Ss58.Encode(_bytes, Ss58.SubstratePrefix);

    /// <inheritdoc/>
    public bool Equals(AccountId other) => _bytes.SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AccountId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.Hash();

    /// <summary>Orders by the raw bytes, as the chain does, not by the printed address.</summary>
    public int CompareTo(AccountId other) => _bytes.CompareTo(other._bytes);

    /// <summary>Whether both name the same account.</summary>
    public static bool operator ==(AccountId left, AccountId right) => left.Equals(right);

    /// <summary>Whether they name different accounts.</summary>
    public static bool operator !=(AccountId left, AccountId right) => !left.Equals(right);
}
