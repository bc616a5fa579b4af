using Connito.Chain.Primitives;
using Connito.Neuron.Cycles;
using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Tests.Transport;

[Trait("Speed", "Slow")]
public sealed class AxonCheckpointStoreTests : CheckpointStoreContract, IAsyncLifetime
{
    private TestAxons _axons = null!;

    private protected override (ICheckpointStore Store, FileVault Vault, Hotkey Hotkey) Publisher =>
        (_axons.Miner.Get<ICheckpointStore>(), _axons.Miner.Get<FileVault>(), _axons.Miner.Key.Hotkey);

    private protected override (ICheckpointStore Store, FileVault Vault) Reader =>
        (_axons.Validator.Get<ICheckpointStore>(), _axons.Validator.Get<FileVault>());

    [Fact]
    public async Task A_validator_that_missed_the_upload_takes_it_from_another()
    {
        var place = await PublishAsync([1, 2, 3]);
        Assert.Equal("axon/0,1", place.Location);
        _axons.Validator.Get<RevisionLog>().Prune(uint.MaxValue);
        await OpenReadsAsync();

        Assert.IsType<FetchOutcome.Fetched>(await Reader.Store.FetchAsync(Request(place), CancellationToken.None));
    }

    public async ValueTask InitializeAsync() => _axons = await TestAxons.StartAsync();

    public ValueTask DisposeAsync() => _axons.DisposeAsync();

    protected override Task OpenUploadsAsync() => Task.CompletedTask;

    protected override Task OpenReadsAsync() => _axons.ReachAsync(CyclePhase.MinerCommit2);
}
