using Connito.Chain.Metadata;
using Connito.Localnet.State;

namespace Connito.Localnet.Declarations;

/// <summary>A map of one key.</summary>
internal sealed class SingleMap<TKey, TValue>(
    string pallet, string name, StorageKeyPart<TKey> key, Codec<TValue> value, TValue fallback, StorageModifier modifier)
    : StorageMap<TKey, TValue>(pallet, name, [key.Description], key.Encode, value, fallback, modifier)
{
    /// <summary>Every entry, in the order of raw keys.</summary>
    public IEnumerable<(TKey Key, TValue Value)> All(IStateReader state) =>
        ScanRaw(state, []).Select(entry => (KeyOf(entry.KeyRest), entry.Value));

    private TKey KeyOf(ReadOnlySpan<byte> raw) => key.Decode(ref raw);
}

/// <summary>A map of two keys.</summary>
internal sealed class DoubleMap<TFirst, TSecond, TValue>(
    string pallet,
    string name,
    StorageKeyPart<TFirst> first,
    StorageKeyPart<TSecond> second,
    Codec<TValue> value,
    TValue fallback,
    StorageModifier modifier)
    : StorageMap<(TFirst, TSecond), TValue>(
        pallet, name, [first.Description, second.Description],
        key => [.. first.Encode(key.Item1), .. second.Encode(key.Item2)], value, fallback, modifier)
{
    /// <summary>Every entry under a first key, in the order of raw keys.</summary>
    public IEnumerable<(TSecond Key, TValue Value)> Under(IStateReader state, TFirst key) =>
        ScanRaw(state, first.Encode(key)).Select(entry => (KeyOf(entry.KeyRest), entry.Value));

    private TSecond KeyOf(ReadOnlySpan<byte> raw) => second.Decode(ref raw);
}

/// <summary>A map of three keys.</summary>
internal sealed class TripleMap<TFirst, TSecond, TThird, TValue>(
    string pallet,
    string name,
    StorageKeyPart<TFirst> first,
    StorageKeyPart<TSecond> second,
    StorageKeyPart<TThird> third,
    Codec<TValue> value,
    TValue fallback)
    : StorageMap<(TFirst, TSecond, TThird), TValue>(
        pallet, name, [first.Description, second.Description, third.Description],
        key => [.. first.Encode(key.Item1), .. second.Encode(key.Item2), .. third.Encode(key.Item3)],
        value, fallback, StorageModifier.Default);
