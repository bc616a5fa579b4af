using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Cycles;
using Connito.Neuron.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Connito.Neuron.Tests.Support;

/// <summary>Two validators with axons and one miner, at the first block of cycle 1's MinerCommit1; none of them works.</summary>
internal sealed class TestAxons : IAsyncDisposable
{
    private TestAxons()
    {
        Chain = new FakeChain(
            new Netuid(TestProfile.Tiny.Netuid), TestSubnet.Keys.Take(4).Select((key, uid) => FakeChain.Neuron((ushort)uid, key.Hotkey, uid < 2 ? 5000 : 0)));
        Subnet = new TestSubnet(() => Chain.Head.Number, () => Chain.Produce(), () => Task.FromResult<ISubtensor>(Chain));
        Cycle = new Cycle(1, Subnet.Schedule);
    }

    public FakeChain Chain { get; }

    public TestSubnet Subnet { get; }

    public Cycle Cycle { get; }

    public TestNeuron Validator => Subnet[0];

    public TestNeuron Miner => Subnet[2];

    public static async Task<TestAxons> StartAsync()
    {
        var axons = new TestAxons();
        await axons.Subnet.StartValidatorsAsync();
        await axons.Subnet.StartAsync(2, configure: services => services.AddSingleton<Connito.Neuron.Miner.IShardProducer, NoShard>());
        await axons.ReachAsync(CyclePhase.MinerCommit1);
        return axons;
    }

    /// <summary>Produces blocks to the phase's first, and waits until every clock has seen it.</summary>
    public async Task ReachAsync(CyclePhase phase)
    {
        Chain.ProduceTo(Cycle.Start(phase));
        await Eventually.TrueAsync(() => Subnet.Validators.Concat(Subnet.Miners).All(neuron => neuron.Get<PhaseClock>().HasReached(Cycle.Start(phase))));
    }

    public async Task<NeuronInfo> AxonAsync(int index = 0) =>
        (await Chain.GetMetagraphAsync(Chain.Netuid)).Find(TestSubnet.Keys[index].Hotkey)!;

    /// <summary>A client that signs by another key than the neurons'.</summary>
    public static AxonClient Client(Keypair key) => new(new HttpClient(), key, new TransportOptions(), TimeProvider.System);

    public async ValueTask DisposeAsync() => await Subnet.DisposeAsync();

    private sealed class NoShard : Connito.Neuron.Miner.IShardProducer
    {
        public Task<Connito.Neuron.Miner.ProducedShard?> ProduceAsync(
            Connito.Neuron.Miner.ShardRequest request, CancellationToken cancellation) => Task.FromResult<Connito.Neuron.Miner.ProducedShard?>(null);
    }
}
