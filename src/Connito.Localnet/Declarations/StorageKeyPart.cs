using Connito.Chain.Crypto;
using Connito.Chain.Metadata;

namespace Connito.Localnet.Declarations;

/// <summary>One key of a storage map: its type and how it becomes a part of the raw key.</summary>
internal sealed record StorageKeyPart<T>(StorageHasher Hasher, Codec<T> Codec)
{
    /// <summary>What the metadata says of it.</summary>
    public StorageItem.KeyPart Description => new(Hasher, Codec.Type);

    /// <summary>The hash, then the key itself.</summary>
    public byte[] Encode(T key)
    {
        var plain = Codec.Encode(key);
        return Hasher switch
        {
            StorageHasher.Identity => plain,
            StorageHasher.Twox64Concat => [.. Twox.Hash64(plain), .. plain],
            StorageHasher.Blake2128Concat => [.. Blake2b.Hash(plain, 16), .. plain],
            var other => throw new NotSupportedException($"No pallet here keys a map by {other}; Identity, Twox64Concat and Blake2128Concat are."),
        };
    }

    /// <summary>The key at the front of <paramref name="raw"/>, which is cut off there.</summary>
    public T Decode(ref ReadOnlySpan<byte> raw)
    {
        var plain = raw[(Hasher switch { StorageHasher.Twox64Concat => 8, StorageHasher.Blake2128Concat => 16, _ => 0 })..];
        var reader = new Chain.Scale.ScaleReader(plain);
        var key = Codec.Read(ref reader);
        raw = reader.Rest;
        return key;
    }
}
