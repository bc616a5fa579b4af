using System.Net;
using System.Text;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Subtensor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Localnet.Tests;

/// <summary>Our own client against the node: it has no branch for it, so what works here is the chain's protocol.</summary>
public sealed class SubtensorClientTests : IAsyncLifetime
{
    private static readonly Netuid One = new(1);
    private LocalnetNode _node = null!;
    private SubtensorClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new LocalnetOptions { Genesis = TestKeys.Genesis(), Port = 0, BlockTime = TimeSpan.FromMilliseconds(50), HistoryBlocks = 32 };
        _node = new LocalnetNode(options, NullLoggerFactory.Instance, TimeProvider.System);
        await _node.StartAsync(CancellationToken.None);
        _client = await SubtensorClient.ConnectAsync(_node.Endpoint!);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task A_neuron_registers_serves_commits_and_is_weighed()
    {
        using var hotkey = Keypair.FromUri("//Bob//new");
        Assert.IsType<ExtrinsicOutcome.Finalized>(await _client.BurnedRegisterAsync(TestKeys.Bob, One, hotkey.Hotkey, WaitFor.Finality));
        var again = await _client.BurnedRegisterAsync(TestKeys.Bob, One, hotkey.Hotkey, WaitFor.Inclusion);
        Assert.Equal("SubtensorModule.HotKeyAlreadyRegisteredInSubNet", Assert.IsType<ExtrinsicOutcome.Failed>(again).Error);

        var endpoint = new IPEndPoint(IPAddress.Loopback, 8091);
        Assert.IsType<ExtrinsicOutcome.Included>(await _client.ServeAxonAsync(TestKeys.MinerOne, One, endpoint, WaitFor.Inclusion));
        Assert.IsType<ExtrinsicOutcome.Included>(await _client.SetCommitmentAsync(hotkey, One, "{\"h\":1}"u8.ToArray(), WaitFor.Inclusion));
        var weights = new WeightAllocation([(new Uid(1), 0.25), (new Uid(3), 0.75)]);
        Assert.IsType<ExtrinsicOutcome.Included>(await _client.SetWeightsAsync(TestKeys.Validator, One, weights, 0, WaitFor.Inclusion));

        var metagraph = await _client.GetMetagraphAsync(One);
        Assert.Equal(new Uid(3), metagraph.Find(hotkey.Hotkey)!.Uid);
        Assert.Equal(endpoint, new IPEndPoint(metagraph.Find(new Uid(1))!.Axon!.Address, metagraph.Find(new Uid(1))!.Axon!.Port));
        Assert.True(metagraph.Find(new Uid(0))!.ValidatorPermit);
        Assert.True(metagraph.Find(new Uid(0))!.Stake >= Tao.FromTao(100));
        Assert.Equal("{\"h\":1}", Encoding.UTF8.GetString(Assert.Single(await _client.GetCommitmentsAsync(One)).Payload.AsSpan()));
        Assert.Equal(
            [new ChainWeight(new Uid(1), 21845), new ChainWeight(new Uid(3), 65535)], Assert.Single(await _client.GetWeightsAsync(One)).Weights);
    }

    [Fact]
    public async Task What_the_chain_refuses_has_its_code()
    {
        var weights = new WeightAllocation([(new Uid(1), 1)]);
        var refused = await _client.SetWeightsAsync(TestKeys.Stranger, One, weights, 0, WaitFor.Inclusion);
        Assert.Equal(1010, Assert.IsType<ExtrinsicOutcome.Rejected>(refused).Code);
        Assert.EndsWith("Custom error: 19", Assert.IsType<ExtrinsicOutcome.Rejected>(refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heads_arrive_and_old_state_is_discarded()
    {
        var first = await _client.GetBlockHashAsync(new BlockNumber(0));
        await foreach (var head in _client.NewHeadsAsync())
            if (head.Number.Value > 40)
                break;

        Assert.Equal((ushort)20, (await _client.GetHyperparametersAsync(One)).Tempo);
        await Assert.ThrowsAsync<StateDiscardedException>(() => _client.GetBalanceAsync(TestKeys.Alice.Account, first));
    }
}
