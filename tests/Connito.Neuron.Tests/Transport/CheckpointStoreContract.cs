using System.Security.Cryptography;
using Connito.Chain.Primitives;
using Connito.Neuron.Commitments;
using Connito.Neuron.Store;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Tests.Transport;

/// <summary>What every store keeps to, whatever carries the bytes. The miner publishes, the validator fetches.</summary>
public abstract class CheckpointStoreContract
{
    private protected const string Name = "model_expgroup_0.safetensors";
    private protected const uint Cycle = 1;

    private protected abstract (ICheckpointStore Store, FileVault Vault, Hotkey Hotkey) Publisher { get; }

    private protected abstract (ICheckpointStore Store, FileVault Vault) Reader { get; }

    /// <summary>Brings publisher and reader to where uploads are taken.</summary>
    protected abstract Task OpenUploadsAsync();

    /// <summary>Brings them to where others may read.</summary>
    protected abstract Task OpenReadsAsync();

    [Fact]
    public async Task What_is_published_is_fetched_from_a_place_that_fits_a_commitment()
    {
        byte[] content = RandomNumberGenerator.GetBytes(100_000);
        var place = await PublishAsync(content);
        Assert.InRange(place.Location.Length, 1, 32);
        Assert.Equal(7, place.Revision.Length);

        await OpenReadsAsync();
        var fetched = Assert.IsType<FetchOutcome.Fetched>(await Reader.Store.FetchAsync(Request(place), CancellationToken.None));

        Assert.Equal(content, File.ReadAllBytes(Reader.Vault.PathOf(fetched.Revision.Find(Name)!.Hash)));
    }

    [Fact]
    public async Task Publishing_again_replaces_what_was_published()
    {
        await PublishAsync([1, 2, 3]);
        var place = await PublishAsync([4, 5]);
        await OpenReadsAsync();
        var fetched = Assert.IsType<FetchOutcome.Fetched>(await Reader.Store.FetchAsync(Request(place), CancellationToken.None));
        Assert.Equal(2, fetched.Revision.Find(Name)!.SizeBytes);
    }

    [Fact]
    public async Task Another_revision_than_the_published_is_absent()
    {
        var place = await PublishAsync([1, 2, 3]);
        await OpenReadsAsync();
        Assert.IsType<FetchOutcome.Absent>(
            await Reader.Store.FetchAsync(Request(place with { Revision = "0000000" }), CancellationToken.None));
    }

    [Fact]
    public async Task What_nobody_published_is_absent()
    {
        var place = await PublishAsync([1, 2, 3]);
        await OpenReadsAsync();
        Assert.IsType<FetchOutcome.Absent>(await Reader.Store.FetchAsync(Request(place) with { Cycle = 0 }, CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("axon/")]
    [InlineData("axon/70000")]
    [InlineData("../../etc")]
    [InlineData("hub/co")]
    public async Task A_place_of_another_kind_is_absent(string location)
    {
        var place = await PublishAsync([1, 2, 3]);
        await OpenReadsAsync();
        Assert.IsType<FetchOutcome.Absent>(
            await Reader.Store.FetchAsync(Request(place with { Location = location, Revision = "1111111" }), CancellationToken.None));
    }

    private protected async Task<CommittedPlace> PublishAsync(byte[] content)
    {
        await OpenUploadsAsync();
        string path = Publisher.Vault.NewPath();
        File.WriteAllBytes(path, content);
        var hash = await Publisher.Vault.AdoptAsync(path, expected: null, CancellationToken.None);
        var revision = new Revision(Publisher.Hotkey, Cycle, [new RevisionFile(Name, hash, content.Length)]);
        return Assert.IsType<PublishOutcome.Published>(await Publisher.Store.PublishAsync(revision, CancellationToken.None)).Place;
    }

    private protected RevisionRequest Request(CommittedPlace place) => new(Publisher.Hotkey, Cycle, place, [Name], 1_000_000);
}
