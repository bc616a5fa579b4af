using System.Security.Cryptography;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Neuron.Commitments;
using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;
using Connito.Neuron.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Neuron.Tests.Transport;

/// <summary>What any source may do to a fetcher.</summary>
public sealed class RevisionFetcherTests : IDisposable
{
    private const string Name = "model_expgroup_0.safetensors";
    private static readonly Hotkey Owner = Keypair.FromUri("//Alice").Hotkey;
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(300_000);
    private static readonly RevisionFile File = new(Name, FileHash.Of(SHA256.HashData(Content)), Content.Length);

    private readonly TemporaryFolder _folder = new();
    private readonly FileVault _vault;
    private readonly RevisionFetcher _fetcher;

    public RevisionFetcherTests()
    {
        _vault = new FileVault(_folder.Sub("files"), 0);
        var options = new TransportOptions { Attempts = 3, RetryPause = TimeSpan.FromMilliseconds(1), StallTimeout = TimeSpan.FromMilliseconds(150) };
        _fetcher = new RevisionFetcher(
            _vault, new RevisionLog(new NeuronDatabase(_folder.Sub("neuron.db"))), options, TimeProvider.System, NullLogger<RevisionFetcher>.Instance);
    }

    [Fact]
    public async Task A_revision_arrives_whole()
    {
        Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(new Source()));
        Assert.Equal(Content, System.IO.File.ReadAllBytes(_vault.PathOf(File.Hash)));
    }

    [Fact]
    public async Task A_cut_is_gone_on_with_where_it_was()
    {
        var source = new Source { CutAfter = 100_000 };
        Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(source));
        Assert.Equal([0, 100_000, 200_000], source.Offsets);
    }

    [Fact]
    public async Task A_cut_at_every_try_is_nobodys_fault_and_the_rest_comes_another_time()
    {
        Assert.IsType<FetchOutcome.Unreachable>(await FetchAsync(new Source { CutAfter = 50_000 }));
        Assert.False(_vault.Contains(File.Hash));

        var source = new Source();
        Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(source));
        Assert.Equal([150_000], source.Offsets);
    }

    [Fact]
    public async Task A_source_that_falls_silent_is_given_up()
    {
        var outcome = Assert.IsType<FetchOutcome.Unreachable>(await FetchAsync(new Source { Silent = true }));
        Assert.Contains("nothing came", outcome.Reason);
    }

    [Fact]
    public async Task The_callers_budget_ends_a_source_that_trickles()
    {
        using var budget = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fetcher.FetchAsync(new Source { Trickles = true }, Request(), budget.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_bytes_than_listed_are_thrown_away(bool ownersHand)
    {
        var outcome = await FetchAsync(new Source { Corrupt = true, IsOwnersHand = ownersHand });
        Assert.Equal(ownersHand, outcome is FetchOutcome.Refused);
        Assert.Equal(!ownersHand, outcome is FetchOutcome.Unreachable);
        Assert.False(_vault.Contains(File.Hash));
        Assert.Empty(Directory.GetFiles(_folder.Sub("files/partial")));
    }

    [Fact]
    public async Task More_bytes_than_listed_are_not_written() =>
        Assert.Contains("more than", Assert.IsType<FetchOutcome.Unreachable>(await FetchAsync(new Source { Excess = true })).Reason);

    [Fact]
    public async Task A_file_above_the_limit_is_refused_before_a_byte_comes()
    {
        var source = new Source();
        Assert.IsType<FetchOutcome.Refused>(await _fetcher.FetchAsync(source, Request() with { MaxFileBytes = Content.Length - 1 }, CancellationToken.None));
        Assert.Empty(source.Offsets);
    }

    [Fact]
    public async Task Another_revision_than_the_committed_counts_as_absent() =>
        Assert.IsType<FetchOutcome.Absent>(await _fetcher.FetchAsync(
            new Source(), Request() with { Place = new CommittedPlace("x", "0000000") }, CancellationToken.None));

    [Theory]
    [InlineData("../../escape.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("model_shared.safetensors")]
    [InlineData("")]
    public async Task A_file_that_was_not_asked_for_is_refused(string name)
    {
        var revision = new Revision(Owner, 5, [File with { Name = name }]);
        var outcome = await _fetcher.FetchAsync(
            new Source { Revision = revision }, Request() with { Place = new CommittedPlace("x", revision.ShortId) }, CancellationToken.None);
        Assert.IsType<FetchOutcome.Refused>(outcome);
    }

    [Fact]
    public async Task A_list_that_names_a_file_twice_is_refused()
    {
        var revision = new Revision(Owner, 5, [File, File]);
        var request = Request() with { Place = new CommittedPlace("x", revision.ShortId) };
        Assert.IsType<FetchOutcome.Refused>(await _fetcher.FetchAsync(new Source { Revision = revision }, request, CancellationToken.None));
    }

    [Fact]
    public async Task What_the_vault_has_is_not_fetched_again()
    {
        await FetchAsync(new Source());
        var again = new Source();
        Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(again));
        Assert.Empty(again.Offsets);
    }

    public void Dispose() => _folder.Dispose();

    private static RevisionRequest Request() =>
        new(Owner, 5, new CommittedPlace("x", new Revision(Owner, 5, [File]).ShortId), [Name], Content.Length);

    private Task<FetchOutcome> FetchAsync(Source source) => _fetcher.FetchAsync(source, Request(), CancellationToken.None);

    private sealed class Source : IRevisionSource
    {
        public List<long> Offsets { get; } = [];

        public int? CutAfter { get; init; }

        public bool Silent { get; init; }

        public bool Trickles { get; init; }

        public bool Corrupt { get; init; }

        public bool Excess { get; init; }

        public Revision Revision { get; init; } = new(Owner, 5, [File]);

        public string Name => "source";

        public bool IsOwnersHand { get; init; }

        public Task<Revision?> ReadManifestAsync(RevisionRequest request, CancellationToken cancellation) => Task.FromResult<Revision?>(Revision);

        public Task<Stream> OpenAsync(RevisionRequest request, RevisionFile file, long offset, CancellationToken cancellation)
        {
            Offsets.Add(offset);
            byte[] rest = Content[(int)offset..];
            if (Corrupt)
                rest[^1] ^= 1;
            if (Excess)
                rest = [.. rest, 0];
            return Task.FromResult<Stream>(new OddStream(CutAfter is { } cut ? rest[..Math.Min(cut, rest.Length)] : rest, Silent, Trickles));
        }
    }

    private sealed class OddStream(byte[] bytes, bool silent, bool trickles) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (silent)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            if (trickles)
                await Task.Delay(20, cancellationToken);
            return await base.ReadAsync(trickles ? buffer[..1] : buffer, cancellationToken);
        }
    }
}
