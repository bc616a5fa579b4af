using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Connito.Training.Data;

/// <summary>One split of a corpus as windows of tokens: training streams and evaluation batches are drawn from them.</summary>
/// <remarks>
/// The split's documents stand one behind the other, each after a beginning-of-text token, and are cut into windows of equal length;
/// what is left at the end belongs to none. Immutable, and safe for several threads.
/// </remarks>
public sealed class BatchSource
{
    private readonly ImmutableArray<int> _tokens;

    /// <param name="corpus">The text.</param>
    /// <param name="split">Which part of it.</param>
    /// <param name="tokenizer">What makes tokens of it.</param>
    /// <param name="sequenceLength">Tokens in a window, at least 2.</param>
    /// <exception cref="TrainingException">The split does not fill a single window.</exception>
    public BatchSource(Corpus corpus, DataSplit split, ITokenizer tokenizer, int sequenceLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength, 2);
        SequenceLength = sequenceLength;
        _tokens = Tokenize(corpus, split, tokenizer);
        if (WindowCount == 0)
            throw new TrainingException($"'{corpus.Name}', {split}, has {_tokens.Length} tokens; a window takes {sequenceLength}.");

        Identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{corpus.Identity} {split} {tokenizer.Name} {sequenceLength}")));
    }

    /// <summary>Names text, split and windows, in hexadecimal: sources of one identity draw the same by the same seed.</summary>
    public string Identity { get; }

    /// <summary>Tokens in a window.</summary>
    public int SequenceLength { get; }

    /// <summary>Windows to draw from.</summary>
    public int WindowCount => _tokens.Length / SequenceLength;

    /// <summary>An endless stream for training: all windows in an order of the seed's own, then all in another, and so on.</summary>
    /// <param name="seed">Any text; a miner's own, so that no two miners learn from the same batches.</param>
    /// <param name="sequences">Windows in a batch.</param>
    /// <param name="position">Where to begin: where another stream of this seed stood.</param>
    public BatchStream Stream(string seed, int sequences, BatchPosition position = default) => new(this, seed, sequences, position);

    /// <summary>Batches for evaluation, of windows drawn uniformly and none twice.</summary>
    /// <param name="seed">64 hexadecimal characters, such as the hash of a block, in either case and with or without 0x.</param>
    /// <param name="batches">How many.</param>
    /// <param name="sequences">Windows in each.</param>
    /// <exception cref="ArgumentException">The seed is not of that form.</exception>
    /// <exception cref="TrainingException">There are fewer windows than that.</exception>
    public ImmutableArray<TokenBatch> Draw(string seed, int batches, int sequences)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequences);
        var count = (long)batches * sequences;
        if (count > WindowCount)
            throw new TrainingException($"{batches} batches of {sequences} windows are more than there are: {WindowCount}. Ask for fewer.");

        var windows = new SeededRandom($"draw {Normalize(seed)}").Order(WindowCount, (int)count);
        return [.. windows.Chunk(sequences).Select(Batch)];
    }

    internal TokenBatch Batch(int[] windows)
    {
        var ids = new long[windows.Length * SequenceLength];
        for (var index = 0; index < ids.Length; index++)
            ids[index] = _tokens[(windows[index / SequenceLength] * SequenceLength) + (index % SequenceLength)];

        // Windows are full: every token is a label too.
        var shared = ImmutableCollectionsMarshal.AsImmutableArray(ids);
        return new TokenBatch(shared, shared, windows.Length, SequenceLength);
    }

    private static ImmutableArray<int> Tokenize(Corpus corpus, DataSplit split, ITokenizer tokenizer)
    {
        var tokens = ImmutableArray.CreateBuilder<int>();
        foreach (var document in corpus.Documents.Where(document => document.Split == split))
        {
            tokens.Add(tokenizer.BeginningOfText);
            tokens.AddRange(tokenizer.Encode(document.Text));
        }

        return tokens.DrainToImmutable();
    }

    private static string Normalize(string seed)
    {
        var digits = seed.StartsWith("0x", StringComparison.Ordinal) ? seed[2..] : seed;
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit)
            ? digits.ToLowerInvariant()
            : throw new ArgumentException($"A seed is 64 hexadecimal characters, not '{seed}'.", nameof(seed));
    }
}
