using System.Text;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Scale;
using Connito.Chain.Subtensor;

namespace Connito.Chain.Tests.Subtensor;

/// <summary>Reads of a chain that the test wrote.</summary>
public class StorageReadTests
{
    private static readonly Netuid Subnet = new(2);

    [Fact]
    public async Task Commitments_come_in_order_of_raw_keys_with_the_bytes_of_any_kind_of_field()
    {
        var chain = new FakeChain();
        var hotkeys = Enumerable.Range(0, 6).Select(HotkeyOf).ToArray();
        Commit(chain, hotkeys[0], ScaleValue.Case("Raw2", Bytes("ab")));
        Commit(chain, hotkeys[1], ScaleValue.Case("BigRaw", Bytes(new string('x', 300))));
        Commit(chain, hotkeys[2], new ScaleValue.Variant("None", ScaleValue.Composite.NoFields));
        Commit(chain, hotkeys[3]);
        Commit(chain, hotkeys[4], ScaleValue.Case("Sha256", new byte[32]), ScaleValue.Case("Raw1", Bytes("z")));
        Commit(chain, hotkeys[5], ScaleValue.Case("TimelockEncrypted", ("encrypted", Bytes("secret")), ("reveal_round", 7)));

        var commitments = await ReadAsync(chain, client => client.GetCommitmentsAsync(Subnet));

        var expected = hotkeys.Where((_, i) => i is not (2 or 3)).OrderBy(RawKey, StringComparer.Ordinal);
        Assert.Equal(expected, commitments.Select(commitment => commitment.Hotkey));
        Assert.All(commitments, commitment => Assert.Equal(new BlockNumber(77), commitment.Block));
        var payloads = commitments.ToDictionary(commitment => commitment.Hotkey, commitment => Encoding.UTF8.GetString(commitment.Payload.AsSpan()));
        Assert.Equal(("ab", 300, 32, "secret"), (payloads[hotkeys[0]], payloads[hotkeys[1]].Length, payloads[hotkeys[4]].Length, payloads[hotkeys[5]]));

        static string RawKey(Hotkey hotkey) =>
            Convert.ToHexString([.. Twox.Hash64(hotkey.Account.ToArray()), .. hotkey.Account.ToArray()]);
    }

    [Fact]
    public async Task Two_thousand_entries_are_read_page_by_page()
    {
        var chain = new FakeChain();
        for (var i = 0; i < 2003; i++)
            Commit(chain, HotkeyOf(i), ScaleValue.Case("Raw4", BitConverter.GetBytes(i)));

        var commitments = await ReadAsync(chain, client => client.GetCommitmentsAsync(Subnet));

        Assert.Equal(2003, commitments.Length);
        Assert.All(commitments, commitment => Assert.Equal(commitment.Hotkey, HotkeyOf(BitConverter.ToInt32(commitment.Payload.AsSpan()))));
    }

    [Fact]
    public async Task A_node_that_repeats_a_page_for_ever_is_refused()
    {
        var chain = new FakeChain();
        var page = "[" + string.Join(',', Enumerable.Range(0, 1000).Select(i =>
            $"\"{RpcHex.Of(chain.Runtime.StorageKey("Commitments", "CommitmentOf", Subnet))}{i:x8}\"")) + "]";
        chain.Intercept = async (connection, request) =>
        {
            if (request.Method != "state_getKeysPaged")
                return false;

            await connection.AnswerAsync(request, page);
            return true;
        };

        var error = await Assert.ThrowsAsync<ChainException>(() => ReadAsync(chain, client => client.GetCommitmentsAsync(Subnet)));
        Assert.Contains("Ascending keys", error.Message);
    }

    [Fact]
    public async Task Hyperparameters_are_what_the_subnet_set_and_else_the_runtimes_defaults()
    {
        var chain = new FakeChain();
        chain.Set("SubtensorModule", "NetworksAdded", true, Subnet);
        chain.Set("SubtensorModule", "Tempo", 12, Subnet);
        chain.Set("SubtensorModule", "WeightsSetRateLimit", 5, Subnet);
        chain.Set("SubtensorModule", "CommitRevealWeightsEnabled", false, Subnet);
        chain.Set("SubtensorModule", "Burn", 1_500_000_000, Subnet);

        var settings = await ReadAsync(chain, client => client.GetHyperparametersAsync(Subnet));

        Assert.Equal((12, 5UL, false, Tao.FromTao(1.5m)), (settings.Tempo, settings.WeightsRateLimitBlocks, settings.CommitRevealWeightsEnabled, settings.Burn));
        Assert.Equal(((ushort)65535, (ushort?)32767), (settings.MaxWeightsLimit, settings.Kappa));
        Assert.Equal(Tao.FromTao(1.5m), await ReadAsync(chain, client => client.GetRegistrationCostAsync(Subnet)));
    }

    [Fact]
    public async Task A_subnet_that_does_not_exist_is_an_error()
    {
        var chain = new FakeChain();
        await Assert.ThrowsAsync<SubnetNotFoundException>(() => ReadAsync(chain, client => client.GetHyperparametersAsync(Subnet)));
        await Assert.ThrowsAsync<SubnetNotFoundException>(() => ReadAsync(chain, client => client.GetMetagraphAsync(Subnet)));
    }

    [Fact]
    public async Task Stake_counts_root_stake_at_its_weight_and_what_parents_lend_to_children()
    {
        var chain = new FakeChain();
        var (parent, child) = (HotkeyOf(1), HotkeyOf(2));
        chain.Set("SubtensorModule", "NetworksAdded", true, Subnet);
        chain.Set("SubtensorModule", "SubnetworkN", 1, Subnet);
        chain.Set("SubtensorModule", "Keys", child, Subnet, 0);
        chain.Set("SubtensorModule", "TaoWeight", ulong.MaxValue / 4);
        chain.Set("SubtensorModule", "TotalHotkeyAlpha", 1_000, child, Subnet);
        chain.Set("SubtensorModule", "TotalHotkeyAlpha", 8_000, parent, Subnet);
        chain.Set("SubtensorModule", "TotalHotkeyAlpha", 4_000, parent, new Netuid(0));
        // The parent, which is not on this subnet, lends half of what it has: 4000 alpha and 2000 root stake at a quarter.
        chain.Set("SubtensorModule", "ParentKeys", ScaleValue.List(ScaleValue.Tuple((ulong.MaxValue / 2) + 1, parent)), child, Subnet);

        var metagraph = await ReadAsync(chain, client => client.GetMetagraphAsync(Subnet));

        var neuron = Assert.Single(metagraph.Neurons);
        Assert.InRange(neuron.Stake.Rao, 5_498UL, 5_502UL);
        Assert.Equal((neuron, null), (metagraph.Find(child), metagraph.Find(parent)));
    }

    [Fact]
    public async Task A_runtime_is_loaded_once_and_again_when_the_chain_is_upgraded()
    {
        var spec = 343;
        var chain = new FakeChain();
        chain.Intercept = async (connection, request) =>
        {
            if (request.Method != "state_getRuntimeVersion")
                return false;

            await connection.AnswerAsync(request, $$"""{"specVersion":{{spec}},"transactionVersion":1}""");
            return true;
        };
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetBalanceAsync(default)));
        Assert.Equal(1, node.Count("state_getMetadata"));

        spec = 344;
        chain.AddBlock();
        await client.GetBalanceAsync(default);
        Assert.Equal(2, node.Count("state_getMetadata"));
    }

    [Fact]
    public async Task A_block_that_is_not_there_yet_is_an_error()
    {
        var error = await Assert.ThrowsAsync<ChainException>(() => ReadAsync(new FakeChain(), client => client.GetBlockHashAsync(new(99))));
        Assert.StartsWith("Block 99 is not in the chain yet", error.Message);
    }

    [Fact]
    public async Task Heads_go_on_over_a_reconnection_without_the_last_one_twice()
    {
        var chain = new FakeChain();
        chain.Intercept = async (connection, request) =>
        {
            if (request.Method != SubscriptionMethods.NewHeads.Subscribe)
                return false;

            await connection.AnswerAsync(request, "\"heads\"");
            await connection.NotifyAsync("chain_newHead", "heads", chain.HeadJson);
            chain.AddBlock();
            await connection.NotifyAsync("chain_newHead", "heads", chain.HeadJson);
            await Task.Delay(100);
            if (connection.Number < 3)
                connection.Drop();
            return true;
        };
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);

        var numbers = new List<uint>();
        await foreach (var head in client.NewHeadsAsync())
        {
            numbers.Add(head.Number.Value);
            if (numbers.Count == 4)
                break;
        }

        Assert.Equal([0, 1, 2, 3], numbers);
        Assert.Equal(3, node.Connections);
    }

    private static Hotkey HotkeyOf(int seed) => new(new(Blake2b.Hash(BitConverter.GetBytes(seed))));

    private static ScaleValue Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static void Commit(FakeChain chain, Hotkey hotkey, params ScaleValue[] fields) => chain.Set(
        "Commitments", "CommitmentOf",
        ScaleValue.Struct(("deposit", 0), ("block", 77), ("info", ScaleValue.Struct(("fields", ScaleValue.List(fields))))),
        Subnet, hotkey);

    private static async Task<T> ReadAsync<T>(FakeChain chain, Func<SubtensorClient, Task<T>> read)
    {
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);
        return await read(client);
    }
}
