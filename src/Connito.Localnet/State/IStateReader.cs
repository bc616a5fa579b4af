namespace Connito.Localnet.State;

/// <summary>Raw storage: keys in ascending byte order, each with the SCALE bytes of its value.</summary>
internal interface IStateReader
{
    /// <summary>The value under that key, or null.</summary>
    byte[]? Get(byte[] key);

    /// <summary>Every entry whose key begins with <paramref name="prefix"/>, in ascending order.</summary>
    IEnumerable<StateEntry> Scan(byte[] prefix);
}
