using System.Buffers;

namespace Connito.Chain.Crypto;

/// <summary>Hex of secrets, whose errors name what was read and never show it.</summary>
internal static class SecretHex
{
    /// <summary>Fills <paramref name="destination"/> from 0x and exactly its length in hex.</summary>
    /// <exception cref="KeyFormatException">The text is anything else.</exception>
    internal static void Read(ReadOnlySpan<char> text, Span<byte> destination, string what)
    {
        if (!text.StartsWith("0x") || text.Length != 2 + (2 * destination.Length))
            throw new KeyFormatException($"{what} is 0x and {2 * destination.Length} hex digits, {text.Length} characters came.");
        if (Convert.FromHexString(text[2..], destination, out _, out _) != OperationStatus.Done)
            throw new KeyFormatException($"{what} has a character that is no hex digit.");
    }
}
