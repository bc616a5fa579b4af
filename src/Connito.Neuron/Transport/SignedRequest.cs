using System.Globalization;
using System.Text;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Neuron.Commitments;

namespace Connito.Neuron.Transport;

/// <summary>What a neuron signs of an HTTP request, so that no one else can make it, change it or make it again.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path, without a query: our requests have none.</param>
/// <param name="Receiver">Whom it is for: a request to one axon is worth nothing at another.</param>
/// <param name="UnixMilliseconds">When it was made.</param>
/// <param name="Nonce">Thirty-two hex digits of chance.</param>
/// <param name="ContentSha256">Of the whole file that a body belongs to; <c>-</c> without one.</param>
/// <param name="ContentRange">Which of the file's bytes the body holds; <c>-</c> without one.</param>
internal sealed record SignedRequest(
    string Method, string Path, Hotkey Receiver, long UnixMilliseconds, string Nonce, string ContentSha256, string ContentRange)
{
    /// <summary>Header: who signs, SS58.</summary>
    public const string HotkeyHeader = "X-Connito-Hotkey";

    /// <summary>Header: when, in milliseconds of Unix time.</summary>
    public const string TimestampHeader = "X-Connito-Timestamp";

    /// <summary>Header: the nonce.</summary>
    public const string NonceHeader = "X-Connito-Nonce";

    /// <summary>Header: SHA-256 of the whole file, 64 hex digits.</summary>
    public const string ContentHeader = "X-Connito-Content-Sha256";

    /// <summary>Header: sr25519 over <see cref="ToBytes"/>, base64url without padding.</summary>
    public const string SignatureHeader = "X-Connito-Signature";

    /// <summary>Header of an answer: bytes of the file that the axon holds.</summary>
    public const string ReceivedHeader = "X-Connito-Received";

    /// <summary>Header of an answer without a body: why it was refused.</summary>
    public const string ReasonHeader = "X-Connito-Reason";

    /// <summary>What stands where a request has no such part.</summary>
    public const string None = "-";

    /// <summary>The signed text: a line for each part.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"connito-request/1\n{Method}\n{Path}\n{Receiver}\n{UnixMilliseconds}\n{Nonce}\n{ContentSha256}\n{ContentRange}\n"));

    /// <summary>The signature as it travels.</summary>
    public string Sign(Keypair hotkey) => SignatureText.Of(hotkey.Sign(ToBytes()));

    /// <summary>Whether <paramref name="hotkey"/> made <paramref name="signature"/> for this request.</summary>
    public bool IsSignedBy(Hotkey hotkey, string signature)
    {
        Span<byte> bytes = stackalloc byte[SignatureText.SizeBytes];
        return SignatureText.TryRead(signature, bytes) && Keypair.Verify(hotkey.Account, ToBytes(), bytes);
    }
}
