namespace Connito.Training.Data;

/// <summary>Turns text into token ids and back.</summary>
public interface ITokenizer
{
    /// <summary>The tokenizer's name and version, such as <c>bytes-1</c>: equal names give equal ids.</summary>
    string Name { get; }

    /// <summary>One more than the greatest id.</summary>
    int VocabularySize { get; }

    /// <summary>The id in front of each document.</summary>
    int BeginningOfText { get; }

    /// <summary>The id that ends a text and fills up what is too short.</summary>
    int EndOfText { get; }

    /// <summary>The ids of <paramref name="text"/> alone: nothing is put in front or behind.</summary>
    int[] Encode(string text);

    /// <summary>The text of <paramref name="ids"/>; the special ids above have none.</summary>
    string Decode(ReadOnlySpan<int> ids);
}
