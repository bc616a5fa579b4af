using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;
using Connito.Neuron.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Neuron.Tests.Transport;

public sealed class FolderCheckpointStoreTests : CheckpointStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly (FolderCheckpointStore Store, FileVault Vault) _miner;
    private readonly (FolderCheckpointStore Store, FileVault Vault) _validator;

    public FolderCheckpointStoreTests()
    {
        _miner = Store("miner");
        _validator = Store("validator");
    }

    private protected override (ICheckpointStore Store, FileVault Vault, Hotkey Hotkey) Publisher =>
        (_miner.Store, _miner.Vault, Keypair.FromUri("//Alice").Hotkey);

    private protected override (ICheckpointStore Store, FileVault Vault) Reader => _validator;

    [Fact]
    public async Task Bytes_changed_after_publication_are_the_owners_fault()
    {
        var place = await PublishAsync([1, 2, 3]);
        File.WriteAllBytes(Path.Combine(_folder.Sub("shared"), Publisher.Hotkey.ToString(), "1", Name), [3, 2, 1]);
        Assert.IsType<FetchOutcome.Refused>(await Reader.Store.FetchAsync(Request(place), CancellationToken.None));
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_not_followed()
    {
        var place = await PublishAsync([1, 2, 3]);
        string path = Path.Combine(_folder.Sub("shared"), Publisher.Hotkey.ToString(), "1", Name);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/etc/passwd");
        Assert.IsType<FetchOutcome.Unreachable>(await Reader.Store.FetchAsync(Request(place), CancellationToken.None));
    }

    protected override Task OpenUploadsAsync() => Task.CompletedTask;

    protected override Task OpenReadsAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private (FolderCheckpointStore Store, FileVault Vault) Store(string name)
    {
        var vault = new FileVault(_folder.Sub(name), 0);
        var options = new TransportOptions { Attempts = 1 };
        var fetcher = new RevisionFetcher(
            vault, new RevisionLog(new NeuronDatabase(_folder.Sub(name + ".db"))), options, TimeProvider.System, NullLogger<RevisionFetcher>.Instance);
        return (new FolderCheckpointStore(_folder.Sub("shared"), vault, fetcher), vault);
    }
}
