using System.Collections.Immutable;

namespace Connito.Chain.Metadata;

/// <summary>A storage item: a single value, or a map with one hasher a key.</summary>
/// <param name="Name">Its name, case-sensitive and as the chain spells it.</param>
/// <param name="Modifier">What an absent value means.</param>
/// <param name="Hashers">One for each key of the map; empty for a single value.</param>
/// <param name="Key">The key's type; with several hashers a tuple of as many. Null for a single value.</param>
/// <param name="Value">The value's type.</param>
/// <param name="Default">The encoded value that stands for an absent one.</param>
/// <param name="Documentation">The runtime's own words, line by line.</param>
public sealed record StorageEntry(
    string Name,
    StorageModifier Modifier,
    ImmutableArray<StorageHasher> Hashers,
    TypeId? Key,
    TypeId Value,
    ImmutableArray<byte> Default,
    ImmutableArray<string> Documentation);

/// <summary>What an absent value means, numbered as in metadata.</summary>
public enum StorageModifier : byte
{
    /// <summary>There is none.</summary>
    Optional,

    /// <summary>The entry's default.</summary>
    Default,
}

/// <summary>How a map's key becomes a part of the storage key, numbered as in metadata.</summary>
public enum StorageHasher : byte
{
    /// <summary>BLAKE2b of 16 bytes; the key cannot be read back.</summary>
    Blake2128,

    /// <summary>BLAKE2b of 32 bytes; the key cannot be read back.</summary>
    Blake2256,

    /// <summary>BLAKE2b of 16 bytes, then the key.</summary>
    Blake2128Concat,

    /// <summary>Two xxHash64; the key cannot be read back.</summary>
    Twox128,

    /// <summary>Four xxHash64; the key cannot be read back.</summary>
    Twox256,

    /// <summary>One xxHash64, then the key.</summary>
    Twox64Concat,

    /// <summary>The key itself.</summary>
    Identity,
}
