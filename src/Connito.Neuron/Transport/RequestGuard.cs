using System.Globalization;
using Connito.Chain.Primitives;
using Connito.Neuron.Hosting;
using Microsoft.AspNetCore.Http;

namespace Connito.Neuron.Transport;

/// <summary>Lets in requests that a registered hotkey signed for this axon, each once.</summary>
internal sealed class RequestGuard(NeuronIdentity self, MetagraphCache metagraph, ReplayMemory memory, TransportOptions options, TimeProvider time)
{
    /// <summary>Who made the request, or why it is denied.</summary>
    public async Task<RequestVerdict> JudgeAsync(HttpRequest request, CancellationToken cancellation)
    {
        var headers = request.Headers;
        if (!Hotkey.TryParse(headers[SignedRequest.HotkeyHeader], out var hotkey))
            return new RequestVerdict.Denied(401, $"header {SignedRequest.HotkeyHeader}: an SS58 address is wanted");
        if (!long.TryParse(headers[SignedRequest.TimestampHeader], NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds))
            return new RequestVerdict.Denied(401, $"header {SignedRequest.TimestampHeader}: milliseconds of Unix time are wanted");
        if ((string?)headers[SignedRequest.NonceHeader] is not { Length: 32 } nonce || !nonce.All(char.IsAsciiHexDigitLower))
            return new RequestVerdict.Denied(401, $"header {SignedRequest.NonceHeader}: 32 lower-case hex digits are wanted");

        double skew = Math.Abs(time.GetUtcNow().ToUnixTimeMilliseconds() - (double)milliseconds);
        if (skew > options.ReplayWindow.TotalMilliseconds)
            return new RequestVerdict.Denied(401, $"the request's clock differs by {skew / 1000:0} s, at most {options.ReplayWindow.TotalSeconds:0} s may be");

        var signed = new SignedRequest(
            request.Method, request.Path, self.Hotkey, milliseconds, nonce,
            Text(headers[SignedRequest.ContentHeader]), Text(headers.ContentRange));
        if (!signed.IsSignedBy(hotkey, Text(headers[SignedRequest.SignatureHeader])))
            return new RequestVerdict.Denied(401, "the signature is not of this hotkey over this request");
        if (await metagraph.FindAsync(hotkey, cancellation) is null)
            return new RequestVerdict.Denied(403, $"{hotkey} is not registered on the subnet");
        return memory.TryRemember(hotkey, nonce)
            ? new RequestVerdict.Allowed(hotkey)
            : new RequestVerdict.Denied(409, "the nonce was used before, or too many requests came");
    }

    private static string Text(string? value) => string.IsNullOrEmpty(value) ? SignedRequest.None : value;
}
