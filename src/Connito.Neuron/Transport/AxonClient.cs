using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Connito.Chain.Crypto;
using Connito.Chain.Subtensor;
using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>Speaks to the axons of validators in this neuron's name.</summary>
internal sealed class AxonClient(HttpClient http, Keypair hotkey, TransportOptions options, TimeProvider time)
{
    /// <summary>The bytes of a request's answer; the caller disposes it.</summary>
    /// <exception cref="IOException">The axon cannot be reached, or does not give it now.</exception>
    public async Task<HttpResponseMessage?> GetAsync(NeuronInfo axon, string path, long offset, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, axon, path);
        if (offset > 0)
            request.Headers.Range = new RangeHeaderValue(offset, null);
        var answer = await SendAsync(request, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            answer.Dispose();
            return null;
        }

        bool asAsked = answer.StatusCode == (offset > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK);
        return asAsked ? answer : throw await FailureAsync(answer, cancellation);
    }

    /// <summary>Uploads a file, behind what the axon already has of it.</summary>
    /// <exception cref="IOException">The axon cannot be reached, or refuses.</exception>
    public async Task PutAsync(NeuronInfo axon, string path, string localPath, RevisionFile file, CancellationToken cancellation)
    {
        long from = await ReceivedAsync(axon, path, file, cancellation);
        // A whole file is announced once more by its last byte: it may be here under another owner or cycle.
        from = Math.Min(from, file.SizeBytes - 1);
        var range = new ByteRange(from, file.SizeBytes - 1, file.SizeBytes);
        await using var bytes = File.OpenRead(localPath);
        bytes.Seek(from, SeekOrigin.Begin);
        using var request = Request(HttpMethod.Put, axon, path, file.Hash, range);
        request.Content = new StreamContent(bytes);
        request.Content.Headers.ContentLength = file.SizeBytes - from;
        request.Content.Headers.TryAddWithoutValidation("Content-Range", range.ToString());
        using var answer = await SendAsync(request, cancellation);
        if (answer.StatusCode != HttpStatusCode.Created)
            throw await FailureAsync(answer, cancellation);
    }

    private async Task<long> ReceivedAsync(NeuronInfo axon, string path, RevisionFile file, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Head, axon, path, file.Hash);
        using var answer = await SendAsync(request, cancellation);
        return answer.IsSuccessStatusCode
            && answer.Headers.TryGetValues(SignedRequest.ReceivedHeader, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out long received)
            ? received
            : throw await FailureAsync(answer, cancellation);
    }

    private HttpRequestMessage Request(HttpMethod method, NeuronInfo axon, string path, FileHash? content = null, ByteRange? range = null)
    {
        var signed = new SignedRequest(
            method.Method, path, axon.Hotkey, time.GetUtcNow().ToUnixTimeMilliseconds(),
            RandomNumberGenerator.GetHexString(32, lowercase: true), content?.Hex ?? SignedRequest.None, range?.ToString() ?? SignedRequest.None);
        var request = new HttpRequestMessage(method, new UriBuilder("http", axon.Axon!.Address.ToString(), axon.Axon.Port, path).Uri);
        request.Headers.Add(SignedRequest.HotkeyHeader, hotkey.Hotkey.ToString());
        request.Headers.Add(SignedRequest.TimestampHeader, signed.UnixMilliseconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignedRequest.NonceHeader, signed.Nonce);
        request.Headers.Add(SignedRequest.SignatureHeader, signed.Sign(hotkey));
        if (content is { } hash)
            request.Headers.Add(SignedRequest.ContentHeader, hash.Hex);
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var stall = new CancellationTokenSource(options.StallTimeout, time);
        // An upload takes as long as it takes: the axon drops one that stalls, and the caller's budget bounds the rest.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation, request.Method == HttpMethod.Put ? CancellationToken.None : stall.Token);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (HttpRequestException failure)
        {
            throw new IOException(failure.Message, failure);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"no answer within {options.StallTimeout.TotalSeconds:0} s.");
        }
    }

    private static async Task<IOException> FailureAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        const int Shown = 300;
        string reason = answer.Headers.TryGetValues(SignedRequest.ReasonHeader, out var told)
            ? string.Concat(told)
            : await FirstAsync(answer, Shown, cancellation);
        var failure = new IOException($"HTTP {(int)answer.StatusCode} {reason[..Math.Min(reason.Length, Shown)]}".TrimEnd());
        answer.Dispose();
        return failure;
    }

    private static async Task<string> FirstAsync(HttpResponseMessage answer, int bytes, CancellationToken cancellation)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[bytes];
        int read = await body.ReadAtLeastAsync(buffer, bytes, throwOnEndOfStream: false, cancellation);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }
}
