using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Connito.Chain.Primitives;

/// <summary>Thirty-two bytes held in place, ordered as the chain orders keys: byte by byte, from the first.</summary>
[InlineArray(Size)]
internal struct Bytes32
{
    internal const int Size = 32;

    private byte _first;

    internal Bytes32(ReadOnlySpan<byte> bytes) => bytes.CopyTo(this);

    internal readonly int CompareTo(in Bytes32 other) =>
        ((ReadOnlySpan<byte>)this).SequenceCompareTo(other);

    internal readonly bool SequenceEqual(in Bytes32 other) =>
        ((ReadOnlySpan<byte>)this).SequenceEqual(other);

    // The bytes are keys or hashes, but a peer may choose some of them: the process-seeded hash is kept.
    internal readonly int Hash()
    {
        var hash = default(HashCode);
        foreach (ulong part in MemoryMarshal.Cast<byte, ulong>(this))
            hash.Add(part);
        return hash.ToHashCode();
    }
}
