using System.Buffers.Binary;
using System.Collections.Immutable;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Localnet.State;

/// <summary>The state after one block. Immutable: blocks share what did not change, so history costs what changed.</summary>
internal sealed class StateSnapshot : IStateReader
{
    // A sorted set rather than a dictionary: it alone finds a place in the order in logarithmic time.
    private readonly ImmutableSortedSet<StateEntry> _entries;

    private StateSnapshot(ImmutableSortedSet<StateEntry> entries) => _entries = entries;

    /// <summary>The state that holds nothing.</summary>
    public static StateSnapshot Empty { get; } = new(ImmutableSortedSet.Create(StateEntry.ByKey));

    /// <summary>Entries in the state.</summary>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public byte[]? Get(byte[] key) => _entries.TryGetValue(new StateEntry(key, []), out var entry) ? entry.Value : null;

    /// <inheritdoc/>
    public IEnumerable<StateEntry> Scan(byte[] prefix) => ScanFrom(PlaceOf(prefix), prefix);

    /// <summary>As <see cref="Scan"/>, but only what comes after <paramref name="start"/>, which need not exist.</summary>
    public IEnumerable<StateEntry> ScanAfter(byte[] prefix, byte[] start)
    {
        if (start.AsSpan().SequenceCompareTo(prefix) < 0)
            return Scan(prefix);

        var place = _entries.IndexOf(new StateEntry(start, []));
        return ScanFrom(place >= 0 ? place + 1 : ~place, prefix);
    }

    /// <summary>This state with those changes; a null value removes its key.</summary>
    public StateSnapshot With(IEnumerable<KeyValuePair<byte[], byte[]?>> changes)
    {
        var entries = _entries.ToBuilder();
        foreach (var (key, value) in changes)
        {
            entries.Remove(new StateEntry(key, []));
            if (value is not null)
                entries.Add(new StateEntry(key, value));
        }

        return new StateSnapshot(entries.ToImmutable());
    }

    /// <summary>A hash of every key and value, and of nothing else: the header's state root.</summary>
    /// <remarks>Not the root of a Merkle trie, as Substrate has it: no one asks this chain for proofs.</remarks>
    public BlockHash Root()
    {
        using var hasher = new Blake2bHasher(BlockHash.Size);
        Span<byte> sizes = stackalloc byte[8];
        foreach (var (key, value) in _entries)
        {
            BinaryPrimitives.WriteInt32LittleEndian(sizes, key.Length);
            BinaryPrimitives.WriteInt32LittleEndian(sizes[4..], value.Length);
            hasher.Update(sizes);
            hasher.Update(key);
            hasher.Update(value);
        }

        return new BlockHash(hasher.Finish());
    }

    private int PlaceOf(byte[] key)
    {
        var place = _entries.IndexOf(new StateEntry(key, []));
        return place >= 0 ? place : ~place;
    }

    private IEnumerable<StateEntry> ScanFrom(int place, byte[] prefix)
    {
        for (; place < _entries.Count && _entries[place].Key.AsSpan().StartsWith(prefix); place++)
            yield return _entries[place];
    }
}
