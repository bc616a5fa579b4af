using System.Buffers;
using System.Buffers.Text;

namespace Connito.Neuron.Commitments;

/// <summary>A 64-byte signature as it travels: base64url without padding, 86 characters.</summary>
internal static class SignatureText
{
    /// <summary>Bytes of a signature.</summary>
    public const int SizeBytes = 64;

    /// <summary>Writes a signature as text.</summary>
    public static string Of(ReadOnlySpan<byte> signature) => Base64Url.EncodeToString(signature);

    /// <summary>Reads the text of a signature; false for any other, white space and padding included.</summary>
    public static bool TryRead(string? text, Span<byte> signature) =>
        text is { Length: 86 } && !text.Any(char.IsWhiteSpace)
        && Base64Url.DecodeFromChars(text, signature, out _, out int written) == OperationStatus.Done && written == SizeBytes;
}
