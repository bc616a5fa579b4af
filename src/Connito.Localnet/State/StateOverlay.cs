namespace Connito.Localnet.State;

/// <summary>Changes on top of a state, which they leave as it is until someone takes them.</summary>
internal sealed class StateOverlay(IStateReader below) : IStateReader
{
    private readonly SortedDictionary<byte[], byte[]?> _changes = new(StateEntry.Keys);

    /// <summary>What changed, in ascending order of keys; null where a key was removed.</summary>
    public IReadOnlyDictionary<byte[], byte[]?> Changes => _changes;

    /// <inheritdoc/>
    public byte[]? Get(byte[] key) => _changes.TryGetValue(key, out var value) ? value : below.Get(key);

    /// <inheritdoc/>
    public IEnumerable<StateEntry> Scan(byte[] prefix)
    {
        var merged = new SortedDictionary<byte[], byte[]?>(StateEntry.Keys);
        foreach (var (key, value) in below.Scan(prefix))
            merged[key] = value;
        foreach (var (key, value) in _changes)
            if (key.AsSpan().StartsWith(prefix))
                merged[key] = value;
        return merged.Where(entry => entry.Value is not null).Select(entry => new StateEntry(entry.Key, entry.Value!));
    }

    /// <summary>Sets a value.</summary>
    public void Put(byte[] key, byte[] value) => _changes[key] = value;

    /// <summary>Removes a value.</summary>
    public void Remove(byte[] key) => _changes[key] = null;

    /// <summary>A further layer, which can be dropped or taken as a whole.</summary>
    public StateOverlay Fork() => new(this);

    /// <summary>Takes a fork's changes as this layer's own.</summary>
    public void Take(StateOverlay fork)
    {
        foreach (var (key, value) in fork._changes)
            _changes[key] = value;
    }
}
