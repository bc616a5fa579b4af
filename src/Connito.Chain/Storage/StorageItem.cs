using System.Collections.Immutable;
using System.Text;
using Connito.Chain.Crypto;
using Connito.Chain.Metadata;
using Connito.Chain.Scale;

namespace Connito.Chain.Storage;

/// <summary>A storage item of a runtime: its keys and its values, both ways. Immutable.</summary>
public sealed class StorageItem
{
    private readonly TypeRegistry _types;
    private readonly string _path;
    private readonly ImmutableArray<TypeId> _keyTypes;

    internal StorageItem(RuntimeMetadata metadata, string pallet, string entry)
    {
        _types = metadata.Types;
        _path = $"{pallet}.{entry}";
        Entry = metadata.StorageEntry(pallet, entry);
        Prefix = [.. HashOf(metadata.Pallet(pallet).Storage!.Prefix), .. HashOf(entry)];
        _keyTypes = Entry switch
        {
            { Key: null } => [],
            { Hashers: [_], Key: { } only } => [only],
            { Key: { } tuple } => ((TypeShape.Tuple)_types[tuple].Shape).Items,
        };
    }

    /// <summary>What the metadata says of the item.</summary>
    public StorageEntry Entry { get; }

    /// <summary>What all keys of the item begin with: 32 bytes.</summary>
    public ImmutableArray<byte> Prefix { get; }

    /// <summary>The key of a value, or with fewer keys than the map has the prefix of all values under them.</summary>
    /// <exception cref="ScaleFormatException">A key is not of its type, or there are too many.</exception>
    public byte[] Key(params ReadOnlySpan<ScaleValue> keys)
    {
        if (keys.Length > _keyTypes.Length)
            throw new ScaleFormatException($"At most {_keyTypes.Length} keys wanted; {keys.Length} came.", _path);

        var writer = new ScaleWriter().WriteBytes(Prefix.AsSpan());
        for (var i = 0; i < keys.Length; i++)
            StorageHashing.Write(Entry.Hashers[i], EncodeKey(i, keys[i]), writer);
        return writer.ToArray();
    }

    /// <summary>The map's keys in a full storage key; a hasher that keeps no key stands as its digest's bytes.</summary>
    /// <exception cref="ScaleFormatException">The bytes are no key of this item.</exception>
    public ScaleValue[] DecodeKey(ReadOnlySpan<byte> key)
    {
        var reader = new ScaleReader(key);
        var keys = new ScaleValue[_keyTypes.Length];
        var place = 0;
        try
        {
            if (!reader.ReadBytes(Math.Min(Prefix.Length, key.Length)).SequenceEqual(Prefix.AsSpan()))
                throw new ScaleFormatException($"A key of this item wanted; 0x{Convert.ToHexStringLower(key[..Math.Min(key.Length, 64)])} came.");
            for (; place < keys.Length; place++)
                keys[place] = DecodeKey(place, ref reader);
            reader.EnsureEnd();
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"{_path}.key[{place}]");
        }

        return keys;
    }

    /// <summary>Decodes a value as the node gives it.</summary>
    /// <returns>For null the item's default, or null where the item is optional.</returns>
    /// <exception cref="ScaleFormatException">The bytes are not of the item's type.</exception>
    public ScaleValue? Decode(byte[]? bytes)
    {
        if (bytes is null && Entry.Modifier == StorageModifier.Optional)
            return null;

        try
        {
            return TypeDecoder.DecodeAll(_types, Entry.Value, bytes ?? Entry.Default.AsSpan());
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(_path);
        }
    }

    /// <summary>Encodes a value as the node stores it.</summary>
    /// <exception cref="ScaleFormatException">The value is not of the item's type.</exception>
    public byte[] Encode(ScaleValue value)
    {
        try
        {
            return TypeEncoder.EncodeAll(_types, Entry.Value, value);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(_path);
        }
    }

    private static byte[] HashOf(string name) => Twox.Hash128(Encoding.UTF8.GetBytes(name));

    private byte[] EncodeKey(int place, ScaleValue key)
    {
        try
        {
            return TypeEncoder.EncodeAll(_types, _keyTypes[place], key);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"{_path}.key[{place}]");
        }
    }

    private ScaleValue DecodeKey(int place, ref ScaleReader reader)
    {
        var (digestBytes, keepsKey) = StorageHashing.LayoutOf(Entry.Hashers[place]);
        var digest = reader.ReadBytes(digestBytes);
        if (!keepsKey)
            return digest;

        var before = reader.Rest;
        var key = new TypeDecoder(_types, before.Length).Decode(_keyTypes[place], ref reader, 0);
        StorageHashing.RequireDigest(Entry.Hashers[place], digest, before[..(before.Length - reader.Remaining)]);
        return key;
    }
}
