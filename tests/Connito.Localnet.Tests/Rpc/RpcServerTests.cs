using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Connito.Chain.Extrinsics;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Localnet.Pallets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Localnet.Tests.Rpc;

public sealed class RpcServerTests : IAsyncLifetime
{
    private LocalnetNode _node = null!;
    private RawClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await StartAsync(new LocalnetOptions { Genesis = TestKeys.Genesis(), HistoryBlocks = 4 });
        _client = await RawClient.ConnectAsync(_node);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task Blocks_are_found_by_number_and_by_hash()
    {
        var hash = _node.ProduceBlock().ToString();

        Assert.Equal(_node.GenesisHash.ToString(), Text(await _client.CallAsync("chain_getBlockHash", 0)));
        Assert.Equal(hash, Text(await _client.CallAsync("chain_getHead")));
        Assert.Equal(_node.GenesisHash.ToString(), Text(await _client.CallAsync("chain_getFinalizedHead")));
        Assert.Null(await _client.CallAsync("chain_getBlockHash", 99));
        var header = await _client.CallAsync("chain_getHeader", hash);
        Assert.Equal("0x1", Text(header!["number"]));
        Assert.Equal(_node.GenesisHash.ToString(), Text(header["parentHash"]));
        Assert.Single((await _client.CallAsync("chain_getBlock"))!["block"]!["extrinsics"]!.AsArray());
        Assert.Null(await _client.CallAsync("chain_getHeader", "0x" + new string('0', 64)));
    }

    [Fact]
    public async Task Storage_reads_at_a_block_and_fails_as_a_node_that_is_no_archive()
    {
        var key = Hex(_node.Runtime.StorageKey("System", "Number"));
        var first = _node.ProduceBlock().ToString();
        Assert.Equal("0x01000000", Text(await _client.CallAsync("state_getStorage", key, first)));
        for (var i = 0; i < 5; i++)
            _node.ProduceBlock();

        Assert.Equal("0x06000000", Text(await _client.CallAsync("state_getStorage", key)));
        var error = (await _client.AskAsync("state_getStorage", key, first))["error"]!;
        Assert.Equal(4003, error["code"]!.GetValue<int>());
        Assert.Contains("State already discarded", Text(error["message"]), StringComparison.Ordinal);
        Assert.Contains("not found", Text((await _client.AskAsync("state_getStorage", key, "0x" + new string('1', 64)))["error"]!["message"]), StringComparison.Ordinal);
        Assert.Null(await _client.CallAsync("state_getStorage", "0x1234"));
    }

    [Fact]
    public async Task Keys_come_in_pages_and_values_together()
    {
        var prefix = Hex(_node.Runtime.StorageKey("SubtensorModule", "Keys", 1));
        var first = (await _client.CallAsync("state_getKeysPaged", prefix, 2, null))!.AsArray();
        Assert.Equal(2, first.Count);
        var second = (await _client.CallAsync("state_getKeysPaged", prefix, 2, Text(first[1])))!.AsArray();
        Assert.Single(second);
        Assert.Empty((await _client.CallAsync("state_getKeysPaged", prefix, 2, Text(second[0])))!.AsArray());
        Assert.Equal(4002, (await _client.AskAsync("state_getKeysPaged", prefix, 1001))["error"]!["code"]!.GetValue<int>());

        var values = (await _client.CallAsync("state_queryStorageAt", new JsonArray(Text(first[0]), "0x00")))!.AsArray();
        var changes = Assert.Single(values)!["changes"]!.AsArray();
        Assert.Equal(Hex(TestKeys.Validator.Account.ToArray()), Text(changes[0]![1]));
        Assert.Null(changes[1]![1]);
    }

    [Fact]
    public async Task Heads_storage_and_versions_are_told()
    {
        var head = await _client.CallAsync("chain_subscribeNewHeads");
        Assert.Equal("0x0", Text((await _client.NextAsync())!["number"]));
        _node.ProduceBlock();
        Assert.Equal("0x1", Text((await _client.NextAsync())!["number"]));
        Assert.True((await _client.CallAsync("chain_unsubscribeNewHeads", Text(head)))!.GetValue<bool>());
        Assert.False((await _client.CallAsync("chain_unsubscribeNewHeads", Text(head)))!.GetValue<bool>());

        await _client.CallAsync("chain_subscribeFinalizedHeads");
        Assert.Equal("0x0", Text((await _client.NextAsync())!["number"]));
        _node.ProduceBlock();
        Assert.Equal("0x1", Text((await _client.NextAsync())!["number"]));

        await _client.CallAsync("state_subscribeRuntimeVersion");
        Assert.Equal(424, (await _client.NextAsync())!["specVersion"]!.GetValue<int>());
    }

    [Fact]
    public async Task Storage_subscriptions_tell_of_what_changed()
    {
        var number = Hex(_node.Runtime.StorageKey("System", "Number"));
        var issuance = Hex(_node.Runtime.StorageKey("Balances", "TotalIssuance"));
        await _client.CallAsync("state_subscribeStorage", new JsonArray(number, issuance));
        Assert.Equal(2, (await _client.NextAsync())!["changes"]!.AsArray().Count);
        _node.ProduceBlock();
        var change = Assert.Single((await _client.NextAsync())!["changes"]!.AsArray());
        Assert.Equal(number, Text(change![0]));
        Assert.Equal("0x01000000", Text(change[1]));
    }

    [Fact]
    public async Task A_watched_extrinsic_reports_to_the_end()
    {
        var extrinsic = Sign(new ExtrinsicOptions(0));
        await _client.CallAsync("author_submitAndWatchExtrinsic", extrinsic);
        Assert.Equal("ready", Text(await _client.NextAsync()));
        Assert.Equal(extrinsic, Text(Assert.Single((await _client.CallAsync("author_pendingExtrinsics"))!.AsArray())));
        Assert.Equal(1, (await _client.CallAsync("system_accountNextIndex", TestKeys.Alice.Account.ToString()))!.GetValue<int>());

        var hash = _node.ProduceBlock().ToString();
        Assert.Equal(hash, Text((await _client.NextAsync())!["inBlock"]));
        _node.ProduceBlock();
        Assert.Equal(hash, Text((await _client.NextAsync())!["finalized"]));
    }

    [Fact]
    public async Task A_refused_extrinsic_is_an_error_with_code_and_reason()
    {
        var poor = ExtrinsicSigner.Sign(_node.Runtime, _node.Runtime.EncodeCall("System", "remark", TestChain.Remark("")), TestKeys.Stranger, new ExtrinsicOptions(0));
        var error = (await _client.AskAsync("author_submitExtrinsic", Hex(poor.Bytes.AsSpan())))["error"]!;
        Assert.Equal(1010, error["code"]!.GetValue<int>());
        Assert.Equal("Invalid Transaction", Text(error["message"]));
        Assert.StartsWith("Inability to pay some fees", Text(error["data"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runtime_apis_answer_calls()
    {
        var nonce = await _client.CallAsync("state_call", "AccountNonceApi_account_nonce", Hex(TestKeys.Alice.Account.ToArray()));
        Assert.Equal("0x00000000", Text(nonce));
        Assert.Equal("0x080e0000000f000000", Text(await _client.CallAsync("state_call", "Metadata_metadata_versions", "0x")));
        Assert.Equal("0x00", Text(await _client.CallAsync("state_call", "Metadata_metadata_at_version", "0x10000000")));
        Assert.StartsWith("0x01", Text(await _client.CallAsync("state_call", "Metadata_metadata_at_version", "0x0f000000")), StringComparison.Ordinal);
        Assert.Equal("0x011400000000000000", Text(await _client.CallAsync("state_call", "SubnetInfoRuntimeApi_get_next_epoch_start_block", "0x0100")));
        Assert.Contains("is not found", Text((await _client.AskAsync("state_call", "No_such", "0x"))["error"]!["message"]), StringComparison.Ordinal);
        Assert.NotNull((await _client.AskAsync("state_call", "AccountNonceApi_account_nonce", "0x00"))["error"]);

        var extrinsic = Sign(new ExtrinsicOptions(0));
        var fee = TransactionPaymentPallet.FeeOf(true, (extrinsic.Length - 2) / 2);
        Assert.Equal(fee.ToString(), Text((await _client.CallAsync("payment_queryInfo", extrinsic))!["partialFee"]));
        var input = new ScaleWriter().WriteBytes(Convert.FromHexString(extrinsic.AsSpan(2))).WriteU32((uint)(extrinsic.Length - 2) / 2).ToArray();
        var cost = Convert.FromHexString(Text(await _client.CallAsync("state_call", "TransactionPaymentApi_query_info", Hex(input))).AsSpan(2));
        Assert.Equal(fee, BitConverter.ToUInt64(cost.AsSpan(cost.Length - 8)));
    }

    [Fact]
    public async Task Neurons_decode_by_the_nodes_own_metadata()
    {
        _node.ProduceBlock();
        var metadata = Convert.FromHexString(Text(await _client.CallAsync("state_call", "Metadata_metadata_at_version", "0x0f000000")).AsSpan(2));
        var reader = new ScaleReader(metadata.AsSpan(1));
        var runtime = new Chain.Metadata.ChainRuntime(Chain.Metadata.RuntimeMetadata.Parse(reader.ReadByteVector()), 424, 1, _node.GenesisHash);

        var bytes = Convert.FromHexString(Text(await _client.CallAsync("state_call", "NeuronInfoRuntimeApi_get_neurons_lite", "0x0100")).AsSpan(2));
        var neurons = runtime.DecodeRuntimeApiOutput("NeuronInfoRuntimeApi", "get_neurons_lite", bytes);

        Assert.Equal(3, neurons.Items.Length);
        Assert.Equal(TestKeys.Validator.Account, neurons[0]["hotkey"].AsAccountId());
        Assert.Equal(100_000_000_000ul, neurons[0]["stake"][0][1].AsUInt64());
        Assert.True(neurons[0]["validator_permit"].AsBoolean());
        Assert.Equal("0x00", Text(await _client.CallAsync("state_call", "NeuronInfoRuntimeApi_get_neuron_lite", "0x01000900")));
    }

    [Fact]
    public async Task Batches_notifications_and_nonsense_are_met_as_JSON_RPC_says()
    {
        await _client.SendAsync("""[{"jsonrpc":"2.0","id":"a","method":"system_chain"},{"jsonrpc":"2.0","method":"system_name"},{"jsonrpc":"2.0","id":7,"method":"nope","params":[]}]""");
        var answers = (await _client.ReceiveAsync()).AsArray();
        Assert.Equal(2, answers.Count);
        Assert.Equal("Connito Localnet", Text(answers[0]!["result"]));
        Assert.Equal("a", Text(answers[0]!["id"]));
        Assert.Equal(-32601, answers[1]!["error"]!["code"]!.GetValue<int>());

        foreach (var (text, code) in new[] { ("{", -32700), ("[]", -32600), ("5", -32600), ("""{"id":1}""", -32600) })
        {
            await _client.SendAsync(text);
            Assert.Equal(code, (await _client.ReceiveAsync())["error"]!["code"]!.GetValue<int>());
        }

        Assert.Equal(-32602, (await _client.AskAsync("state_getStorage", "0xZZ"))["error"]!["code"]!.GetValue<int>());
        Assert.Equal(-32602, (await _client.AskAsync("state_getStorage"))["error"]!["code"]!.GetValue<int>());
        Assert.Equal(-32602, (await _client.AskAsync("chain_getHeader", 5))["error"]!["code"]!.GetValue<int>());
        Assert.Contains("state_call", (await _client.CallAsync("rpc_methods"))!["methods"]!.AsArray().Select(Text));
    }

    [Fact]
    public async Task A_request_that_is_too_long_ends_its_connection_alone()
    {
        await _client.SendAsync(new string(' ', 17 * 1024 * 1024));
        await Assert.ThrowsAnyAsync<WebSocketException>(_client.ReceiveAsync);

        await using var other = await RawClient.ConnectAsync(_node);
        Assert.Equal("TAO", Text((await other.CallAsync("system_properties"))!["tokenSymbol"]));
    }

    [Fact]
    public async Task Plain_posts_are_answered_too()
    {
        using var http = new HttpClient();
        using var body = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"system_health","params":[]}""", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new UriBuilder(_node.Endpoint!) { Scheme = "http" }.Uri, body);
        Assert.Contains("\"isSyncing\":false", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_an_error_with_a_remedy()
    {
        var options = new LocalnetOptions { BlockTime = TimeSpan.Zero, Port = _node.Endpoint!.Port };
        await using var second = new LocalnetNode(options, NullLoggerFactory.Instance, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<LocalnetException>(() => second.StartAsync(CancellationToken.None));
        Assert.Contains("Choose another", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_goes_on_from_its_data_folder()
    {
        var folder = Directory.CreateTempSubdirectory("connito-localnet-").FullName;
        try
        {
            var options = new LocalnetOptions { Genesis = TestKeys.Genesis(), DataFolder = folder };
            BlockHash hash;
            await using (var first = await StartAsync(options))
            {
                first.ProduceBlock();
                hash = first.ProduceBlock();
            }

            await File.AppendAllTextAsync(Path.Combine(folder, "extrinsics.jsonl"), """{"number":3,"ha""");
            await using (var second = await StartAsync(options))
            {
                Assert.Equal(hash, second.Chain.Best.Hash);
                second.ProduceBlock();
            }

            await using var third = await StartAsync(options);
            Assert.Equal(3u, third.Best.Value);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Blocks_come_on_a_timer()
    {
        var options = new LocalnetOptions { Genesis = TestKeys.Genesis(), Port = 0, BlockTime = TimeSpan.FromMilliseconds(20) };
        await using var node = new LocalnetNode(options, NullLoggerFactory.Instance, TimeProvider.System);
        await node.StartAsync(CancellationToken.None);
        await using var client = await RawClient.ConnectAsync(node);
        await client.CallAsync("chain_subscribeNewHeads");
        for (var i = 0; i < 4; i++)
            Assert.NotNull(await client.NextAsync());
        Assert.True(node.Best.Value >= 3);
    }

    private static async Task<LocalnetNode> StartAsync(LocalnetOptions options)
    {
        var node = new LocalnetNode(options with { Port = 0, BlockTime = TimeSpan.Zero }, NullLoggerFactory.Instance, TimeProvider.System);
        await node.StartAsync(CancellationToken.None);
        return node;
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static string Hex(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    private string Sign(ExtrinsicOptions options) =>
        Hex(ExtrinsicSigner.Sign(_node.Runtime, _node.Runtime.EncodeCall("System", "remark", TestChain.Remark("x")), TestKeys.Alice, options).Bytes.AsSpan());
}
