namespace Connito.Localnet.State;

/// <summary>One key of the state and its value; neither array is ever written to.</summary>
internal readonly record struct StateEntry(byte[] Key, byte[] Value)
{
    /// <summary>Orders entries by key alone, byte by byte.</summary>
    public static IComparer<StateEntry> ByKey { get; } =
        Comparer<StateEntry>.Create((left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));

    /// <summary>Orders keys byte by byte.</summary>
    public static IComparer<byte[]> Keys { get; } =
        Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));
}
