using System.Collections.Immutable;
using System.Text;
using Connito.Chain.Crypto;
using Connito.Chain.Metadata;

namespace Connito.Localnet.Declarations;

/// <summary>What the metadata says of a storage item, and the beginning of its keys.</summary>
internal abstract class StorageItem
{
    protected StorageItem(
        string pallet, string name, ImmutableArray<KeyPart> keys, TypeDescription value, StorageModifier modifier, byte[] fallback)
    {
        Name = name;
        Keys = keys;
        Value = value;
        Modifier = modifier;
        Default = fallback;
        Prefix = [.. Twox.Hash128(Encoding.UTF8.GetBytes(pallet)), .. Twox.Hash128(Encoding.UTF8.GetBytes(name))];
    }

    public string Name { get; }

    public ImmutableArray<KeyPart> Keys { get; }

    public TypeDescription Value { get; }

    public StorageModifier Modifier { get; }

    /// <summary>The encoded value that stands for an absent one.</summary>
    public byte[] Default { get; }

    /// <summary>What every key of the item begins with.</summary>
    public byte[] Prefix { get; }

    /// <summary>One key of a map.</summary>
    internal sealed record KeyPart(StorageHasher Hasher, TypeDescription Type);
}
