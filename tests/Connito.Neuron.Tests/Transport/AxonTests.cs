using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Connito.Chain.Crypto;
using Connito.Chain.Subtensor;
using Connito.Neuron.Cycles;
using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Tests.Transport;

/// <summary>What strangers and cheats send to a validator's axon.</summary>
[Trait("Speed", "Slow")]
public sealed class AxonTests : IAsyncLifetime
{
    private const string Name = "model_expgroup_0.safetensors";
    private static readonly Keypair MinerKey = TestSubnet.Keys[2];
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(5_000);
    private static readonly FileHash Hash = FileHash.Of(SHA256.HashData(Content));

    private readonly HttpClient _http = new();
    private TestAxons _axons = null!;
    private NeuronInfo _axon = null!;

    public async ValueTask InitializeAsync()
    {
        _axons = await TestAxons.StartAsync();
        _axon = await _axons.AxonAsync();
    }

    [Fact]
    public async Task An_upload_in_its_phase_is_taken_and_given_to_others_from_MinerCommit2_on()
    {
        await UploadAsync(MinerKey);
        string path = AxonEndpoints.PathOf(MinerKey.Hotkey, 1, Name);
        Assert.Contains("given to others from block", (await Assert.ThrowsAsync<IOException>(() => GetAsync(TestSubnet.Keys[3], path))).Message);
        Assert.Equal(Content, await GetAsync(MinerKey, path));

        await _axons.ReachAsync(CyclePhase.MinerCommit2);

        Assert.Equal(Content, await GetAsync(TestSubnet.Keys[3], path));
    }

    [Theory]
    [InlineData(CyclePhaseName.Submission)]
    [InlineData(CyclePhaseName.ValidatorCommit1)]
    public async Task An_upload_after_its_phases_is_refused(string phase)
    {
        await _axons.ReachAsync(Enum.Parse<CyclePhase>(phase));
        Assert.Contains("403", (await Assert.ThrowsAsync<IOException>(() => UploadAsync(MinerKey))).Message);
    }

    [Fact]
    public async Task A_hotkey_that_is_not_registered_is_denied() =>
        Assert.Contains("not registered", (await Assert.ThrowsAsync<IOException>(() => UploadAsync(Keypair.FromUri("//Stranger")))).Message);

    [Fact]
    public async Task Another_ones_name_cannot_be_written()
    {
        using var client = Signed(HttpMethod.Put, AxonEndpoints.PathOf(TestSubnet.Keys[3].Hotkey, 1, Name), MinerKey, content: Content);
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.SendAsync(client)).StatusCode);
    }

    [Theory]
    [InlineData("model_expgroup_1.safetensors", 400)]
    [InlineData("model_shared.safetensors", 400)]
    [InlineData("x.safetensors", 404)]
    [InlineData("..%2F..%2Fneuron.db", 404)]
    [InlineData("%2e%2e", 404)]
    public async Task Other_names_are_refused(string name, int status)
    {
        using var request = Signed(HttpMethod.Put, $"/v1/revisions/{MinerKey.Hotkey}/1/{name}", MinerKey, content: Content);
        int came = (int)(await _http.SendAsync(request)).StatusCode;
        Assert.True(came == status || came == 401 || came == 404 || came == 405, $"{status} wanted, {came} came");
        Assert.False(_axons.Validator.Get<FileVault>().Contains(Hash));
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_before_its_bytes()
    {
        long size = _axons.Subnet.Profile.Limits.ShardBytes + 1;
        using var request = Signed(HttpMethod.Put, Path(), MinerKey, Content, new ByteRange(0, Content.Length - 1, size));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_body_longer_than_its_range_is_refused()
    {
        using var request = Signed(HttpMethod.Put, Path(), MinerKey, Content, new ByteRange(0, 99, Content.Length));
        var answer = await _http.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Other_bytes_than_announced_are_thrown_away()
    {
        using var request = Signed(HttpMethod.Put, Path(), MinerKey, [.. Content[..^1], (byte)(Content[^1] ^ 1)], hash: Hash);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _http.SendAsync(request)).StatusCode);
        Assert.False(_axons.Validator.Get<FileVault>().Contains(Hash));
    }

    [Fact]
    public async Task An_upload_in_parts_is_put_together_and_a_gap_is_not()
    {
        using var first = Signed(HttpMethod.Put, Path(), MinerKey, Content[..2000], new ByteRange(0, 1999, Content.Length), Hash);
        Assert.Equal(HttpStatusCode.Accepted, (await _http.SendAsync(first)).StatusCode);
        using var gap = Signed(HttpMethod.Put, Path(), MinerKey, Content[3000..], new ByteRange(3000, Content.Length - 1, Content.Length), Hash);
        var conflict = await _http.SendAsync(gap);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Equal("2000", conflict.Headers.GetValues(SignedRequest.ReceivedHeader).Single());

        // The client asks what is there, and sends the rest.
        await UploadAsync(MinerKey);
        Assert.True(_axons.Validator.Get<FileVault>().Contains(Hash));
    }

    [Fact]
    public async Task A_request_is_good_once_for_one_receiver_one_path_and_one_minute()
    {
        await UploadAsync(MinerKey);
        using var once = Signed(HttpMethod.Get, Path(), MinerKey);
        using var again = Copy(once);
        Assert.Equal(HttpStatusCode.OK, (await _http.SendAsync(once)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _http.SendAsync(again)).StatusCode);

        using var elsewhere = Copy(Signed(HttpMethod.Get, Path(), MinerKey), AxonEndpoints.PathOf(MinerKey.Hotkey, 1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _http.SendAsync(elsewhere)).StatusCode);
        using var old = Signed(HttpMethod.Get, Path(), MinerKey, age: TimeSpan.FromSeconds(90));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _http.SendAsync(old)).StatusCode);
        using var early = Signed(HttpMethod.Get, Path(), MinerKey, age: TimeSpan.FromSeconds(-90));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _http.SendAsync(early)).StatusCode);
        using var toAnother = Signed(HttpMethod.Get, Path(), MinerKey, receiver: TestSubnet.Keys[1]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _http.SendAsync(toAnother)).StatusCode);
        using var unsigned = new HttpRequestMessage(HttpMethod.Get, Uri(Path()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _http.SendAsync(unsigned)).StatusCode);
    }

    [Fact]
    public async Task Status_and_metrics_are_open()
    {
        Assert.Contains("\"role\": \"validator\"", await _http.GetStringAsync(Uri("/status")));
        Assert.Contains("subnet_current_block", await _http.GetStringAsync(Uri("/metrics")));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _axons.DisposeAsync();
    }

    private static string Path() => AxonEndpoints.PathOf(MinerKey.Hotkey, 1, Name);

    private Uri Uri(string path) => new($"http://{_axon.Axon!.EndPoint}{path}");

    private async Task UploadAsync(Keypair key)
    {
        string path = System.IO.Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, Content);
        await TestAxons.Client(key).PutAsync(
            _axon, AxonEndpoints.PathOf(key.Hotkey, 1, Name), path, new RevisionFile(Name, Hash, Content.Length), CancellationToken.None);
        File.Delete(path);
    }

    private async Task<byte[]> GetAsync(Keypair key, string path)
    {
        using var answer = await TestAxons.Client(key).GetAsync(_axon, path, 0, CancellationToken.None);
        return await answer!.Content.ReadAsByteArrayAsync();
    }

    private HttpRequestMessage Signed(
        HttpMethod method, string path, Keypair key, byte[]? content = null, ByteRange? range = null, FileHash? hash = null,
        TimeSpan age = default, Keypair? receiver = null)
    {
        range ??= content is null ? null : new ByteRange(0, content.Length - 1, content.Length);
        hash ??= content is null ? null : FileHash.Of(SHA256.HashData(content));
        var signed = new SignedRequest(
            method.Method, path, receiver?.Hotkey ?? _axon.Hotkey, (DateTimeOffset.UtcNow - age).ToUnixTimeMilliseconds(),
            RandomNumberGenerator.GetHexString(32, lowercase: true), hash?.Hex ?? "-", range?.ToString() ?? "-");
        var request = new HttpRequestMessage(method, Uri(path)) { Content = content is null ? null : new ByteArrayContent(content) };
        if (range is not null)
            request.Content!.Headers.ContentRange = new ContentRangeHeaderValue(range.From, range.To, range.Total);
        request.Headers.Add(SignedRequest.HotkeyHeader, key.Hotkey.ToString());
        request.Headers.Add(SignedRequest.TimestampHeader, signed.UnixMilliseconds.ToString());
        request.Headers.Add(SignedRequest.NonceHeader, signed.Nonce);
        request.Headers.Add(SignedRequest.SignatureHeader, signed.Sign(key));
        if (hash is { } named)
            request.Headers.Add(SignedRequest.ContentHeader, named.Hex);
        return request;
    }

    private HttpRequestMessage Copy(HttpRequestMessage request, string? path = null)
    {
        var copy = new HttpRequestMessage(request.Method, path is null ? request.RequestUri : Uri(path));
        foreach (var header in request.Headers)
            copy.Headers.Add(header.Key, header.Value);
        return copy;
    }

    private static class CyclePhaseName
    {
        public const string Submission = nameof(CyclePhase.Submission);
        public const string ValidatorCommit1 = nameof(CyclePhase.ValidatorCommit1);
    }
}
