using Connito.Chain.Rpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Chain.Tests.Rpc;

public class RpcClientTests
{
    private static readonly RpcOptions Quick = new()
    {
        CallTimeout = TimeSpan.FromSeconds(10),
        ReconnectDelay = TimeSpan.FromMilliseconds(10),
        StableAfter = TimeSpan.FromMilliseconds(1),
    };

    [Fact]
    public async Task Hundreds_of_calls_share_one_connection_and_each_gets_its_own_answer()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            // Answered in any order: the later half first.
            if (request.Params[0].GetInt32() % 2 == 0)
                await Task.Delay(20);
            await connection.AnswerAsync(request, $"\"{request.Params[0]} {new string('x', 2000)}\"");
        });
        await using var client = await ConnectAsync(node, Quick);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => client.ReadAsync("echo", [i])));

        for (var i = 0; i < answers.Length; i++)
            Assert.StartsWith($"{i} x", answers[i].GetString());
        Assert.Equal(1, node.Connections);
    }

    [Fact]
    public async Task A_read_cut_off_in_the_middle_is_repeated_on_a_new_connection()
    {
        await using var node = await FakeNode.StartAsync((connection, request) =>
            connection.Number == 1 ? Drop(connection) : connection.AnswerAsync(request, "7"));
        await using var client = await ConnectAsync(node, Quick);

        Assert.Equal(7, (await client.ReadAsync("read", [])).GetInt32());
        Assert.Equal(2, node.Count("read"));
        Assert.Equal(2, node.Connections);
    }

    [Fact]
    public async Task Half_an_answer_is_no_answer()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            if (connection.Number > 1)
            {
                await connection.AnswerAsync(request, "\"whole\"");
                return;
            }

            await connection.SendAsync($$"""{"jsonrpc":"2.0","id":{{request.Id}},"result":"ha""", endOfMessage: false);
            connection.Drop();
        });
        await using var client = await ConnectAsync(node, Quick);

        Assert.Equal("whole", (await client.ReadAsync("read", [])).GetString());
    }

    [Theory]
    [InlineData("this is not JSON")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":""")]
    [InlineData("[]")]
    [InlineData("\0")]
    [InlineData("""{"jsonrpc":"2.0","id":424242,"result":"stray"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"abc","result":"stray"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}""")]
    public async Task Malformed_text_and_answers_to_nothing_end_the_connection_and_not_the_call(string text)
    {
        await using var node = await FakeNode.StartAsync((connection, request) =>
            connection.Number == 1 ? connection.SendAsync(text) : connection.AnswerAsync(request, "1"));
        await using var client = await ConnectAsync(node, Quick);

        Assert.Equal(1, (await client.ReadAsync("read", [])).GetInt32());
        Assert.Equal(2, node.Connections);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"unheard_of","params":{"subscription":"1","result":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"chain_newHead","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"chain_newHead","params":{"subscription":"1","error":"x"}}""")]
    public async Task A_notification_for_nobody_disturbs_no_call(string stray)
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            if (connection.Number == 1)
                await connection.SendAsync(stray);
            await connection.AnswerAsync(request, "1");
        });
        await using var client = await ConnectAsync(node, Quick);

        Assert.Equal(1, (await client.ReadAsync("read", [])).GetInt32());
        Assert.Equal(1, (await client.ReadAsync("read", [])).GetInt32());
        Assert.Equal(1, node.Connections);
    }

    [Fact]
    public async Task A_message_beyond_the_bound_is_refused_and_not_held()
    {
        await using var node = await FakeNode.StartAsync((connection, request) =>
            connection.AnswerAsync(request, $"\"{new string('x', 200_000)}\""));
        await using var client = await ConnectAsync(node, Quick with { MaxMessageBytes = 100_000 });

        var error = await Assert.ThrowsAsync<ChainConnectionException>(() => client.ReadAsync("read", []));

        Assert.Contains("100000 bytes", error.Message);
        Assert.Equal(Quick.MaxReadAttempts, node.Count("read"));
    }

    [Fact]
    public async Task A_message_within_the_bound_may_be_large()
    {
        await using var node = await FakeNode.StartAsync((connection, request) =>
            connection.AnswerAsync(request, $"\"{new string('x', 8_000_000)}\""));
        await using var client = await ConnectAsync(node, Quick);

        Assert.Equal(8_000_000, (await client.ReadAsync("read", [])).GetString()!.Length);
    }

    [Fact]
    public async Task An_answer_that_is_late_fails_its_own_call_and_no_other()
    {
        await using var node = await FakeNode.StartAsync((connection, request) =>
            request.Method == "slow" ? Task.CompletedTask : connection.AnswerAsync(request, "1"));
        await using var client = await ConnectAsync(node, Quick with { CallTimeout = TimeSpan.FromMilliseconds(300) });

        var slow = client.ReadAsync("slow", []);
        Assert.Equal(1, (await client.ReadAsync("quick", [])).GetInt32());
        var error = await Assert.ThrowsAsync<ChainConnectionException>(() => slow);

        Assert.Contains("slow had no answer within 0.3 s", error.Message);
        Assert.Equal(1, (await client.ReadAsync("quick", [])).GetInt32());
        Assert.Equal(1, node.Connections);
    }

    [Fact]
    public async Task A_cancelled_call_leaves_the_others_alone()
    {
        await using var node = await FakeNode.StartAsync((connection, request) =>
            request.Method == "slow" ? Task.CompletedTask : connection.AnswerAsync(request, "1"));
        await using var client = await ConnectAsync(node, Quick);
        using var cancellation = new CancellationTokenSource();

        var slow = client.ReadAsync("slow", [], cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);

        Assert.Equal(1, (await client.ReadAsync("quick", [])).GetInt32());
        Assert.Equal(1, node.Connections);
    }

    [Fact]
    public async Task The_nodes_error_keeps_its_code_message_and_data()
    {
        await using var node = await FakeNode.StartAsync((connection, request) =>
            connection.FailAsync(request, 1010, "Invalid Transaction", "Custom error: 6"));
        await using var client = await ConnectAsync(node, Quick);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.ReadAsync("author_submitExtrinsic", ["0x00"]));

        Assert.Equal((1010, "Invalid Transaction", "Custom error: 6"), (error.Code, error.Reason, error.ErrorData));
        Assert.Equal(1, node.Count("author_submitExtrinsic"));
    }

    [Theory]
    [InlineData(-32601, "Method not found")]
    [InlineData(-32602, "Invalid params")]
    [InlineData(-32000, "Server error")]
    [InlineData(-32603, "Internal error")]
    [InlineData(-32004, "Odd")]
    public async Task Codes_that_the_library_knows_come_through_all_the_same(int code, string message)
    {
        await using var node = await FakeNode.StartAsync((connection, request) =>
            connection.FailAsync(request, code, message, "Client error: UnknownBlock"));
        await using var client = await ConnectAsync(node, Quick);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.ReadAsync("state_call", []));

        Assert.Equal((code, message, "Client error: UnknownBlock"), (error.Code, error.Reason, error.ErrorData));
    }

    [Theory]
    [InlineData(4003, "Client error", null)]
    [InlineData(-32000, "Client error: UnknownBlock: State already discarded for 0x00", null)]
    [InlineData(-32000, "Server error", "State already discarded for 0x00")]
    public async Task A_pruned_state_is_an_error_of_its_own(int code, string message, string? data)
    {
        await using var node = await FakeNode.StartAsync((connection, request) => connection.FailAsync(request, code, message, data));
        await using var client = await ConnectAsync(node, Quick);

        await Assert.ThrowsAsync<StateDiscardedException>(() => client.ReadAsync("state_getStorage", ["0x00", "0x00"]));
        Assert.Single(node.Requests);
    }

    [Fact]
    public async Task A_client_that_finds_no_node_says_where_it_looked()
    {
        var nobody = new Uri("ws://someone:secret@127.0.0.1:9/key");

        var error = await Assert.ThrowsAsync<ChainConnectionException>(() => RpcClient.ConnectAsync(
            nobody, Quick with { ConnectTimeout = TimeSpan.FromMilliseconds(200) }, NullLogger.Instance, TimeProvider.System));

        Assert.StartsWith("ws://127.0.0.1:9: no connection within 0.2 s", error.Message);
    }

    [Fact]
    public async Task A_call_waits_for_the_node_to_come_back()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            if (connection.Number < 3)
                connection.Drop();
            else
                await connection.AnswerAsync(request, "1");
        });
        await using var client = await ConnectAsync(node, Quick with { StableAfter = TimeSpan.FromHours(1) });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ReadAsync("read", [])));

        Assert.All(answers, answer => Assert.Equal(1, answer.GetInt32()));
    }

    internal static Task<RpcClient> ConnectAsync(FakeNode node, RpcOptions options) =>
        RpcClient.ConnectAsync(node.Endpoint, options, NullLogger.Instance, TimeProvider.System);

    private static Task Drop(FakeConnection connection)
    {
        connection.Drop();
        return Task.CompletedTask;
    }
}
