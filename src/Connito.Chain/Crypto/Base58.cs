namespace Connito.Chain.Crypto;

/// <summary>Bytes as digits of base 58, the alphabet without 0, O, I and l; for texts of an address's length.</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        // log(256) / log(58) is less than 1.4.
        Span<byte> digits = stackalloc byte[(bytes.Length * 7 / 5) + 1];
        int count = 0;
        foreach (byte value in bytes)
        {
            int carry = value;
            for (int i = 0; i < count || carry > 0; i++)
            {
                carry += i < count ? digits[i] << 8 : 0;
                digits[i] = (byte)(carry % 58);
                carry /= 58;
                count = Math.Max(count, i + 1);
            }
        }

        int zeros = bytes.IndexOfAnyExcept((byte)0) is var first && first < 0 ? bytes.Length : first;
        Span<char> text = stackalloc char[zeros + count];
        text[..zeros].Fill(Alphabet[0]);
        for (int i = 0; i < count; i++)
            text[zeros + i] = Alphabet[digits[count - 1 - i]];
        return new string(text);
    }

    /// <summary>Reads into <paramref name="bytes"/>, which must be as long as the text; false for a foreign character.</summary>
    internal static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes, out int size)
    {
        size = 0;
        foreach (char letter in text)
        {
            int carry = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (carry < 0)
                return false;

            for (int i = 0; i < size || carry > 0; i++)
            {
                carry += i < size ? bytes[i] * 58 : 0;
                bytes[i] = (byte)carry;
                carry >>= 8;
                size = Math.Max(size, i + 1);
            }
        }

        int zeros = text.IndexOfAnyExcept(Alphabet[0]) is var first && first < 0 ? text.Length : first;
        bytes.Slice(size, zeros).Clear();
        size += zeros;
        bytes[..size].Reverse();
        return true;
    }
}
