using System.Security.Cryptography;
using System.Text;

namespace Connito.Chain.Crypto;

/// <summary>BIP-39 phrases over the English words, and the mini secrets that Substrate makes of them.</summary>
/// <remarks>A phrase is a string, which cannot be wiped: keep it no longer than it takes to show or read it.</remarks>
public static class Mnemonic
{
    private const int BitsPerWord = 11;
    private const int LargestEntropySize = 32;
    private const int Rounds = 2048;

    private static readonly string[] Words = ReadWords();

    /// <summary>A fresh phrase from the system's randomness.</summary>
    /// <param name="words">12, 15, 18, 21 or 24.</param>
    public static string Generate(int words = 12)
    {
        if (!IsWordCount(words))
            throw new ArgumentOutOfRangeException(nameof(words), words, "A phrase has 12, 15, 18, 21 or 24 words.");

        using var entropy = new SecretBytes(EntropySize(words));
        RandomNumberGenerator.Fill(entropy.Span);
        return FromEntropy(entropy.Span);
    }

    /// <summary>Whether these are 12, 15, 18, 21 or 24 words of the list with the right checksum.</summary>
    public static bool IsValid(string phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        using var entropy = new SecretBytes(LargestEntropySize);
        return ReadEntropy(phrase, entropy.Span, out _) is null;
    }

    /// <summary>The phrase of 16, 20, 24, 28 or 32 bytes.</summary>
    internal static string FromEntropy(ReadOnlySpan<byte> entropy)
    {
        using var bits = new SecretBytes(LargestEntropySize + 1);
        entropy.CopyTo(bits.Span);
        bits.Span[entropy.Length] = Checksum(entropy);

        var phrase = new string[entropy.Length * 3 / 4];
        for (int i = 0; i < phrase.Length; i++)
        {
            int index = 0;
            for (int bit = i * BitsPerWord; bit < (i + 1) * BitsPerWord; bit++)
                index = (index << 1) | ((bits.Span[bit / 8] >> (7 - (bit % 8))) & 1);
            phrase[i] = Words[index];
        }

        return string.Join(' ', phrase);
    }

    /// <summary>Fills 32 bytes with substrate-bip39's mini secret: PBKDF2 of the entropy, not of the phrase.</summary>
    /// <exception cref="KeyFormatException">The phrase is not valid; the message says where.</exception>
    internal static void ToMiniSecret(string phrase, string password, Span<byte> miniSecret)
    {
        using var entropy = new SecretBytes(LargestEntropySize);
        if (ReadEntropy(phrase, entropy.Span, out int size) is { } problem)
            throw new KeyFormatException(problem);

        byte[] salt = Encoding.UTF8.GetBytes("mnemonic" + password);
        using var derived = new SecretBytes(64);
        Rfc2898DeriveBytes.Pbkdf2(entropy.Span[..size], salt, derived.Span, Rounds, HashAlgorithmName.SHA512);
        CryptographicOperations.ZeroMemory(salt);
        derived.Span[..miniSecret.Length].CopyTo(miniSecret);
    }

    // Says what is wrong with the phrase, or null. A word's place is told, never the word.
    private static string? ReadEntropy(string phrase, Span<byte> entropy, out int size)
    {
        size = 0;
        string[] words = phrase.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!IsWordCount(words.Length))
            return $"A phrase has 12, 15, 18, 21 or 24 words, {words.Length} came.";

        using var bits = new SecretBytes(LargestEntropySize + 2);
        for (int i = 0; i < words.Length; i++)
        {
            int index = Array.BinarySearch(Words, words[i], StringComparer.Ordinal);
            if (index < 0)
                return $"Word {i + 1} of the phrase is not in the English BIP-39 list.";
            for (int bit = 0; bit < BitsPerWord; bit++)
                bits.Span[((i * BitsPerWord) + bit) / 8] |= (byte)(((index >> (10 - bit)) & 1) << (7 - (((i * BitsPerWord) + bit) % 8)));
        }

        size = EntropySize(words.Length);
        bits.Span[..size].CopyTo(entropy);
        return bits.Span[size] == Checksum(bits.Span[..size])
            ? null
            : "The phrase's checksum does not match: a word is wrong or out of place.";
    }

    // One bit for each four bytes, at the top of the byte behind the entropy.
    private static byte Checksum(ReadOnlySpan<byte> entropy)
    {
        using var hash = new SecretBytes(SHA256.HashSizeInBytes);
        SHA256.HashData(entropy, hash.Span);
        return (byte)(hash.Span[0] & (0xff00 >> (entropy.Length / 4)));
    }

    private static bool IsWordCount(int words) => words is 12 or 15 or 18 or 21 or 24;

    private static int EntropySize(int words) => words * 4 / 3;

    private static string[] ReadWords()
    {
        using var stream = typeof(Mnemonic).Assembly.GetManifestResourceStream("bip39-english.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
