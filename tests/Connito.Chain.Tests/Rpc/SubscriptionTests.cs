using System.Text.Json;
using Connito.Chain.Rpc;

namespace Connito.Chain.Tests.Rpc;

public class SubscriptionTests
{
    private static readonly RpcOptions Quick = new()
    {
        CallTimeout = TimeSpan.FromSeconds(10),
        ReconnectDelay = TimeSpan.FromMilliseconds(10),
        StableAfter = TimeSpan.FromMilliseconds(1),
    };

    [Fact]
    public async Task A_notification_that_overtakes_the_answer_is_not_lost()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            if (request.Method != SubscriptionMethods.NewHeads.Subscribe)
            {
                await connection.AnswerAsync(request, "true");
                return;
            }

            await connection.NotifyAsync("chain_newHead", "other", "0");
            await connection.NotifyAsync("chain_newHead", "s1", "1");
            await connection.NotifyAsync("chain_newHead", "s1", "2");
            await connection.AnswerAsync(request, "\"s1\"");
            await connection.NotifyAsync("chain_newHead", "s1", "3");
        });
        await using var client = await RpcClientTests.ConnectAsync(node, Quick);

        Assert.Equal([1, 2, 3], await TakeAsync(client, 3));
    }

    [Fact]
    public async Task Notifications_keep_their_order()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            await connection.AnswerAsync(request, "\"s1\"");
            for (var i = 0; i < 200; i++)
                await connection.NotifyAsync("chain_newHead", "s1", $"{i}");
        });
        await using var client = await RpcClientTests.ConnectAsync(node, Quick);

        Assert.Equal(Enumerable.Range(0, 200), await TakeAsync(client, 200));
    }

    [Fact]
    public async Task A_reconnection_restores_what_was_subscribed()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            await connection.AnswerAsync(request, $"\"s{connection.Number}\"");
            await connection.NotifyAsync("chain_newHead", $"s{connection.Number}", $"{connection.Number}");
            if (connection.Number < 3)
            {
                await Task.Delay(50);
                connection.Drop();
            }
        });
        await using var client = await RpcClientTests.ConnectAsync(node, Quick);

        Assert.Equal([1, 2, 3], await TakeAsync(client, 3));
        Assert.Equal(3, node.Count(SubscriptionMethods.NewHeads.Subscribe));
    }

    [Fact]
    public async Task Whoever_stops_reading_unsubscribes()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            await connection.AnswerAsync(request, "\"s1\"");
            await connection.NotifyAsync("chain_newHead", "s1", "1");
        });
        await using var client = await RpcClientTests.ConnectAsync(node, Quick);

        await TakeAsync(client, 1);

        var parting = node.Requests.Last();
        Assert.Equal("chain_unsubscribeNewHeads", parting.Method);
        Assert.Equal("s1", parting.Params[0].GetString());
    }

    [Fact]
    public async Task A_submission_cut_off_before_its_answer_is_sent_once_and_never_again()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            if (request.Method == SubscriptionMethods.Extrinsic.Subscribe)
                connection.Drop();
            else
                await connection.AnswerAsync(request, "1");
        });
        await using var client = await RpcClientTests.ConnectAsync(node, Quick);

        await Assert.ThrowsAsync<SessionLostException>(() => client.SubmitAsync(SubscriptionMethods.Extrinsic, ["0x00"]));
        await client.ReadAsync("read", []);

        Assert.Equal(2, node.Connections);
        Assert.Equal(1, node.Count(SubscriptionMethods.Extrinsic.Subscribe));
    }

    [Fact]
    public async Task A_watch_ends_with_its_connection()
    {
        await using var node = await FakeNode.StartAsync(async (connection, request) =>
        {
            await connection.AnswerAsync(request, "\"w1\"");
            await connection.NotifyAsync("author_extrinsicUpdate", "w1", "\"ready\"");
            await Task.Delay(100);
            connection.Drop();
        });
        await using var client = await RpcClientTests.ConnectAsync(node, Quick);
        await using var watch = await client.SubmitAsync(SubscriptionMethods.Extrinsic, ["0x00"]);

        await Assert.ThrowsAsync<SessionLostException>(async () =>
        {
            await foreach (var _ in watch.Notifications.ReadAllAsync())
            {
            }
        });
    }

    [Fact]
    public void A_slow_reader_loses_the_oldest_and_is_told_so()
    {
        var dropped = new List<string>();
        var router = new SubscriptionRouter(2, dropped.Add);
        var reader = router.Open("s");

        for (var i = 0; i < 5; i++)
            router.Publish("s", JsonSerializer.SerializeToElement(i));

        Assert.True(reader.TryRead(out var first));
        Assert.Equal(3, first.GetInt32());
        Assert.Equal(["s", "s", "s"], dropped);
    }

    private static async Task<List<int>> TakeAsync(RpcClient client, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var taken = new List<int>();
        await foreach (var head in client.SubscribeAsync(SubscriptionMethods.NewHeads, deadline.Token))
        {
            taken.Add(head.GetInt32());
            if (taken.Count == count)
                break;
        }

        return taken;
    }
}
