using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Scale;
using Connito.Chain.Subtensor;
using Connito.Chain.Tests.Metadata;

namespace Connito.Chain.Tests.Subtensor;

/// <summary>Reads replayed from recorded-rpc.json, over a real socket.</summary>
public class RecordedReadTests
{
    private static readonly BlockHash Block = BlockHash.Parse("0xdb13c066e2c63969f140164fb3bfe7a0aaa7b71407fc0fe525d68e57329ef9d0");

    [Fact]
    public async Task The_metagraph_of_1024_neurons_is_the_recorded_one()
    {
        var metagraph = await ReadMetagraphAsync(offersV15: true);
        var expected = RecordedChain.Json("expected-metagraph.json");
        var vectors = expected.GetProperty("selective_mechagraph").GetProperty("vectors");
        var neurons = metagraph.Neurons;

        Assert.Equal((1024, new Netuid(1), new BlockNumber(6852690), Block), (neurons.Length, metagraph.Netuid, metagraph.Block, metagraph.BlockHash));
        Assert.All(neurons, (neuron, uid) => Assert.Equal(uid, neuron.Uid.Value));
        Assert.Equal(Digest(vectors, "hotkeys"), Digest(neurons.Select(neuron => neuron.Hotkey.Account)));
        Assert.Equal(Digest(vectors, "coldkeys"), Digest(neurons.Select(neuron => neuron.Coldkey.Account)));
        Assert.Equal(TrueUids(vectors, "active"), neurons.Where(neuron => neuron.Active).Select(neuron => (int)neuron.Uid.Value));
        Assert.Equal(TrueUids(vectors, "validator_permit"), neurons.Where(neuron => neuron.ValidatorPermit).Select(neuron => (int)neuron.Uid.Value));
        AssertColumn(vectors, "last_update", neurons.Select(neuron => (ulong)neuron.LastUpdate.Value));
        AssertColumn(vectors, "block_at_registration", neurons.Select(neuron => (ulong)neuron.RegisteredAt.Value));
        AssertColumn(vectors, "emission", neurons.Select(neuron => neuron.Emission.Rao));
        AssertColumn(vectors, "total_stake", neurons.Select(neuron => neuron.Stake.Rao));
        AssertColumn(vectors, "incentives", neurons.Select(neuron => Raw(neuron.Incentive)));
        AssertColumn(vectors, "dividends", neurons.Select(neuron => Raw(neuron.Dividends)));
        AssertColumn(vectors, "consensus", neurons.Select(neuron => Raw(neuron.Consensus)));
        AssertColumn(vectors, "trust", neurons.Select(neuron => Raw(neuron.Trust)));
        AssertColumn(vectors, "rank", neurons.Select(neuron => Raw(neuron.Rank)));
        Assert.Equal(
            vectors.GetProperty("axons").GetProperty("count_port_nonzero").GetInt32(), neurons.Count(neuron => neuron.Axon is { Port: > 0 }));
        Assert.Equal(
            new AxonInfo(IPAddress.Parse("192.222.59.109"), 6028, 9011001, new(6575906), 4), neurons[0].Axon);
        Assert.Null(neurons[1023].Axon);
    }

    [Fact]
    public async Task The_metagraph_agrees_with_the_nodes_own_rows()
    {
        var metagraph = await ReadMetagraphAsync(offersV15: true);
        var rows = NeuronsLite();

        Assert.Equal(rows.Length, metagraph.Neurons.Length);
        foreach (var (neuron, row) in metagraph.Neurons.Zip(rows))
        {
            Assert.Equal(row["hotkey"].AsAccountId(), neuron.Hotkey.Account);
            Assert.Equal(row["validator_trust"].AsUInt64(), Raw(neuron.ValidatorTrust));
            Assert.Equal(row["last_update"].AsUInt64(), neuron.LastUpdate.Value);
            Assert.Equal(row["validator_permit"].AsBoolean(), neuron.ValidatorPermit);
        }
    }

    [Fact]
    public async Task Storage_maps_give_the_same_metagraph_as_the_runtimes_call()
    {
        var called = await ReadMetagraphAsync(offersV15: true);
        var stored = await ReadMetagraphAsync(offersV15: false);

        Assert.Equal(called.Block, stored.Block);
        Assert.Equal(called.Neurons, stored.Neurons);
    }

    [Fact]
    public async Task A_balance_is_read_as_recorded()
    {
        var account = AccountId.Parse("5CUkpcUWSSMKMdNUW23sfUke6WCkoYXixR4CPBDCLpvxLmSi");
        await using var node = await Replay("get_balance").StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);
        var block = BlockHash.Parse(RecordedAnswers.Result(86).GetString()!);

        Assert.Equal(new Tao(7450117072), await client.GetBalanceAsync(account, block));
    }

    [Fact]
    public async Task Weights_are_read_as_recorded()
    {
        await using var node = await Replay("weights").StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);

        var rows = await client.GetWeightsAsync(new(23), BlockHash.Parse(RecordedAnswers.Result(318).GetString()!));

        Assert.Equal(new Uid(10), Assert.Single(rows).Validator);
        Assert.NotEmpty(rows[0].Weights);
    }

    [Theory]
    [InlineData(87, 86)]
    [InlineData(93, 92)]
    [InlineData(105, 104)]
    [InlineData(205, 204)]
    [InlineData(331, 327)]
    public void A_headers_hash_is_computed_as_the_node_does(int header, int hash) =>
        Assert.Equal(RecordedAnswers.Result(hash).GetString(), HeaderReader.Read(RecordedAnswers.Result(header)).Hash.ToString());

    [Fact]
    public async Task A_pruned_block_is_an_error_and_not_another_blocks_answer()
    {
        var chain = new FakeChain
        {
            Intercept = async (connection, request) =>
            {
                if (request.Method != "state_getRuntimeVersion")
                    return false;

                await connection.FailAsync(request, 4003, "Client error: Api called for an unknown Block: State already discarded for 0x6c0d");
                return true;
            },
        };
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);

        await Assert.ThrowsAsync<StateDiscardedException>(() => client.GetMetagraphAsync(new(1), chain.Head.Hash));
        Assert.Equal(0, node.Count("state_queryStorageAt"));
    }

    private static async Task<Metagraph> ReadMetagraphAsync(bool offersV15)
    {
        var chain = Replay("metagraph", offersV15);
        StoreMetagraph(chain);
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);
        var metagraph = await client.GetMetagraphAsync(new(1), Block);
        Assert.Equal(offersV15 ? 1 : 0, node.Requests.Count(request => IsCall(request.Params, "SubnetInfoRuntimeApi_get_selective_mechagraph")));
        return metagraph;
    }

    private static FakeChain Replay(string group, bool offersV15 = false)
    {
        var recorded = new RecordedAnswers(group);
        return new(offersV15)
        {
            // The runtime's version is not the recording's: all that is read here decodes alike under 343.
            Intercept = async (connection, request) =>
                request.Method != "state_getRuntimeVersion" && await recorded.TryAnswerAsync(connection, request),
        };
    }

    private static bool IsCall(JsonElement arguments, string method) =>
        arguments.GetArrayLength() == 3 && arguments[0].ValueKind == JsonValueKind.String && arguments[0].GetString() == method;

    /// <summary>Writes the recorded metagraph as the storage maps it comes from.</summary>
    private static void StoreMetagraph(FakeChain chain)
    {
        var graph = RecordedChain.Runtime("343-v15").DecodeRuntimeApiOutput(
            "SubnetInfoRuntimeApi", "get_selective_mechagraph", Convert.FromHexString(RecordedAnswers.Result(211).GetString()![2..])).AsOption()!;
        ScaleValue netuid = 1;
        var hotkeys = Column("hotkeys").Items;
        chain.Set("System", "Number", 6852690);
        chain.Set("SubtensorModule", "NetworksAdded", true, netuid);
        chain.Set("SubtensorModule", "SubnetworkN", hotkeys.Length, netuid);
        chain.Set("SubtensorModule", "ValidatorTrust", ScaleValue.List(NeuronsLite(), row => row["validator_trust"]), netuid);
        foreach (var (entry, column) in new[]
        {
            ("Active", "active"), ("ValidatorPermit", "validator_permit"), ("Consensus", "consensus"), ("Incentive", "incentives"),
            ("Dividends", "dividends"), ("Emission", "emission"), ("LastUpdate", "last_update"), ("Trust", "trust"), ("Rank", "rank"),
        })
            chain.Set("SubtensorModule", entry, Column(column), netuid);

        for (var uid = 0; uid < hotkeys.Length; uid++)
        {
            chain.Set("SubtensorModule", "Keys", hotkeys[uid], netuid, uid);
            chain.Set("SubtensorModule", "BlockAtRegistration", Column("block_at_registration")[uid], netuid, uid);
            chain.Set("SubtensorModule", "Owner", Column("coldkeys")[uid], hotkeys[uid]);
            chain.Set("SubtensorModule", "TotalHotkeyAlpha", Column("total_stake")[uid], hotkeys[uid], netuid);
            if (Column("axons")[uid]["block"].AsUInt64() > 0)
                chain.Set("SubtensorModule", "Axons", Column("axons")[uid], netuid, hotkeys[uid]);
        }

        ScaleValue Column(string name) => graph[name].AsOption()!;
    }

    private static ScaleValue[] NeuronsLite() =>
    [
        .. RecordedChain.Runtime("343-v15").DecodeRuntimeApiOutput(
            "NeuronInfoRuntimeApi", "get_neurons_lite", Convert.FromHexString(RecordedAnswers.Result(209).GetString()![2..])).Items,
    ];

    private static ulong Raw(double share) => (ulong)Math.Round(share * ushort.MaxValue);

    private static void AssertColumn(JsonElement vectors, string name, IEnumerable<ulong> values)
    {
        var expected = vectors.GetProperty(name);
        var column = values.ToArray();
        Assert.Equal(expected.GetProperty("length").GetInt32(), column.Length);
        Assert.Equal(expected.GetProperty("sum").GetUInt64(), column.Aggregate(0UL, (sum, value) => sum + value));
        Assert.Equal(expected.GetProperty("max").GetUInt64(), column.Max());
        Assert.Equal(expected.GetProperty("last").GetUInt64(), column[^1]);
        Assert.Equal(expected.GetProperty("nonzero").GetInt32(), column.Count(value => value > 0));
        Assert.Equal(expected.GetProperty("first8").Deserialize<ulong[]>()!, column.Take(8));
    }

    private static int[] TrueUids(JsonElement vectors, string name) =>
        vectors.GetProperty(name).GetProperty("true_uids").Deserialize<int[]>()!;

    private static string Digest(JsonElement vectors, string name) =>
        vectors.GetProperty(name).GetProperty("sha256_of_concatenated_32_byte_keys").GetString()!;

    private static string Digest(IEnumerable<AccountId> keys) =>
        Convert.ToHexStringLower(SHA256.HashData(keys.SelectMany(key => key.ToArray()).ToArray()));
}
