using System.Text;

namespace Connito.Training.Data;

/// <summary>A token for each byte of UTF-8, and two special ones: a vocabulary for small models, complete for every language.</summary>
public sealed class ByteTokenizer : ITokenizer
{
    private const int ByteCount = 256;

    /// <summary>The tokenizer; it has no state.</summary>
    public static ByteTokenizer Instance { get; } = new();

    private ByteTokenizer()
    {
    }

    /// <inheritdoc/>
    public string Name => "bytes-1";

    /// <inheritdoc/>
    public int VocabularySize => ByteCount + 2;

    /// <inheritdoc/>
    public int BeginningOfText => ByteCount;

    /// <inheritdoc/>
    public int EndOfText => ByteCount + 1;

    /// <inheritdoc/>
    public int[] Encode(string text) => Array.ConvertAll(Encoding.UTF8.GetBytes(text), value => (int)value);

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids)
    {
        var bytes = new List<byte>(ids.Length);
        foreach (var id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, VocabularySize, nameof(ids));
            if (id < ByteCount)
                bytes.Add((byte)id);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
