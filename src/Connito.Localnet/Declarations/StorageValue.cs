using Connito.Chain.Metadata;
using Connito.Localnet.State;

namespace Connito.Localnet.Declarations;

/// <summary>A storage item that is one value.</summary>
internal sealed class StorageValue<T>(string pallet, string name, Codec<T> codec, T fallback)
    : StorageItem(pallet, name, [], codec.Type, StorageModifier.Default, codec.Encode(fallback))
{
    public T Get(IStateReader state) => state.Get(Prefix) is { } bytes ? codec.Decode(bytes) : fallback;

    public void Set(StateOverlay state, T value) => state.Put(Prefix, codec.Encode(value));

    public void Remove(StateOverlay state) => state.Remove(Prefix);
}
