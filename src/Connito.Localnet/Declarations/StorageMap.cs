using System.Collections.Immutable;
using Connito.Chain.Metadata;
using Connito.Localnet.State;

namespace Connito.Localnet.Declarations;

/// <summary>A storage item that is a map; an absent value reads as the item's default.</summary>
/// <typeparam name="TKey">The key; of several keys the tuple.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
internal class StorageMap<TKey, TValue> : StorageItem
{
    private readonly Codec<TValue> _value;
    private readonly TValue _default;
    private readonly Func<TKey, byte[]> _encodeKey;

    public StorageMap(
        string pallet,
        string name,
        ImmutableArray<KeyPart> keys,
        Func<TKey, byte[]> encodeKey,
        Codec<TValue> value,
        TValue fallback,
        StorageModifier modifier)
        : base(pallet, name, keys, value.Type, modifier, modifier == StorageModifier.Optional ? [0] : value.Encode(fallback))
    {
        _value = value;
        _default = fallback;
        _encodeKey = encodeKey;
    }

    /// <summary>The whole raw key.</summary>
    public byte[] Key(TKey key) => [.. Prefix, .. _encodeKey(key)];

    public TValue Get(IStateReader state, TKey key) => state.Get(Key(key)) is { } bytes ? _value.Decode(bytes) : _default;

    /// <summary>False where the state holds nothing under the key.</summary>
    public bool TryGet(IStateReader state, TKey key, out TValue value)
    {
        var bytes = state.Get(Key(key));
        value = bytes is null ? _default : _value.Decode(bytes);
        return bytes is not null;
    }

    public bool Contains(IStateReader state, TKey key) => state.Get(Key(key)) is not null;

    public void Set(StateOverlay state, TKey key, TValue value) => state.Put(Key(key), _value.Encode(value));

    public void Update(StateOverlay state, TKey key, Func<TValue, TValue> change) => Set(state, key, change(Get(state, key)));

    public void Remove(StateOverlay state, TKey key) => state.Remove(Key(key));

    /// <summary>Values under keys that begin with <paramref name="raw"/> after the item's prefix, with what follows it.</summary>
    protected IEnumerable<(byte[] KeyRest, TValue Value)> ScanRaw(IStateReader state, byte[] raw)
    {
        byte[] prefix = [.. Prefix, .. raw];
        return state.Scan(prefix).Select(entry => (entry.Key[prefix.Length..], _value.Decode(entry.Value)));
    }
}
