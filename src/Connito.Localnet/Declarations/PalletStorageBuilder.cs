using Connito.Chain.Metadata;
using Connito.Chain.Primitives;

namespace Connito.Localnet.Declarations;

/// <summary>Declares a pallet's storage: what is declared is listed in the metadata, in that order.</summary>
internal sealed class PalletStorageBuilder(string pallet)
{
    private readonly List<StorageItem> _items = [];

    /// <summary>What was declared so far.</summary>
    public IReadOnlyList<StorageItem> Items => _items;

    /// <summary>Keys as they are.</summary>
    public static StorageKeyPart<T> Identity<T>(Codec<T> codec) => new(StorageHasher.Identity, codec);

    /// <summary>Keys after 8 bytes of xxHash64.</summary>
    public static StorageKeyPart<T> Twox<T>(Codec<T> codec) => new(StorageHasher.Twox64Concat, codec);

    /// <summary>Keys after 16 bytes of BLAKE2b.</summary>
    public static StorageKeyPart<T> Blake<T>(Codec<T> codec) => new(StorageHasher.Blake2128Concat, codec);

    public StorageValue<T> Value<T>(string name, Codec<T> codec, T fallback) => Add(new StorageValue<T>(pallet, name, codec, fallback));

    public SingleMap<TKey, TValue> Map<TKey, TValue>(string name, StorageKeyPart<TKey> key, Codec<TValue> value, TValue fallback) =>
        Add(new SingleMap<TKey, TValue>(pallet, name, key, value, fallback, StorageModifier.Default));

    /// <summary>By netuid, the key of most items.</summary>
    public SingleMap<ushort, TValue> BySubnet<TValue>(string name, Codec<TValue> value, TValue fallback) =>
        Map(name, Identity(Codecs.U16), value, fallback);

    /// <summary>Without a default: absent is absent.</summary>
    public SingleMap<TKey, TValue> OptionalMap<TKey, TValue>(string name, StorageKeyPart<TKey> key, Codec<TValue> value) =>
        Add(new SingleMap<TKey, TValue>(pallet, name, key, value, default!, StorageModifier.Optional));

    public DoubleMap<TFirst, TSecond, TValue> DoubleMap<TFirst, TSecond, TValue>(
        string name, StorageKeyPart<TFirst> first, StorageKeyPart<TSecond> second, Codec<TValue> value, TValue fallback) =>
        Add(new DoubleMap<TFirst, TSecond, TValue>(pallet, name, first, second, value, fallback, StorageModifier.Default));

    /// <summary>By netuid and hotkey, without a default.</summary>
    public DoubleMap<ushort, AccountId, TValue> OptionalByNeuron<TValue>(string name, StorageKeyPart<AccountId> hotkey, Codec<TValue> value) =>
        Add(new DoubleMap<ushort, AccountId, TValue>(pallet, name, Identity(Codecs.U16), hotkey, value, default!, StorageModifier.Optional));

    public TripleMap<TFirst, TSecond, TThird, TValue> TripleMap<TFirst, TSecond, TThird, TValue>(
        string name, StorageKeyPart<TFirst> first, StorageKeyPart<TSecond> second, StorageKeyPart<TThird> third, Codec<TValue> value, TValue fallback) =>
        Add(new TripleMap<TFirst, TSecond, TThird, TValue>(pallet, name, first, second, third, value, fallback));

    private TItem Add<TItem>(TItem item) where TItem : StorageItem
    {
        _items.Add(item);
        return item;
    }
}
