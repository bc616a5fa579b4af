using Connito.Chain.Crypto;
using Connito.Chain.Extrinsics;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Scale;
using Connito.Chain.Subtensor;
using Connito.Chain.Tests.Rpc;

namespace Connito.Chain.Tests.Subtensor;

public sealed class SubmissionTests : IDisposable
{
    private static readonly Netuid Subnet = new(2);
    private readonly Keypair _alice = Keypair.FromUri("//Alice");

    public void Dispose() => _alice.Dispose();

    [Fact]
    public async Task An_included_extrinsic_tells_its_block_and_its_own_events()
    {
        var chain = new FakeChain();
        OnSubmission(chain, async (connection, extrinsic) =>
        {
            var block = chain.AddBlock(["0x00", extrinsic], ScaleValue.List(FakeChain.Success(0), FakeChain.Success(1)));
            await NotifyAsync(connection, "\"ready\"", """{"broadcast":["peer"]}""", InBlock(block));
        });

        var outcome = await SubmitAsync(chain, WaitFor.Inclusion);

        var included = Assert.IsType<ExtrinsicOutcome.Included>(outcome);
        Assert.Equal((chain.Head.Hash, new BlockNumber(1), 1), (included.BlockHash, included.Block, included.ExtrinsicIndex));
        Assert.True(Assert.Single(included.Events).Is("System", "ExtrinsicSuccess"));
        Assert.True(outcome.IsSuccess);
    }

    [Fact]
    public async Task A_call_that_failed_in_its_block_names_the_error()
    {
        var chain = new FakeChain();
        var pallet = chain.Runtime.Metadata.Pallet("SubtensorModule");
        var error = chain.Runtime.Metadata.CasesOf(pallet.Errors).Single(candidate => candidate.Name == "SettingWeightsTooFast");
        OnSubmission(chain, async (connection, extrinsic) =>
        {
            var block = chain.AddBlock([extrinsic], ScaleValue.List(FakeChain.Failure(0, pallet.Index, error.Index)));
            await NotifyAsync(connection, InBlock(block));
        });

        var failed = Assert.IsType<ExtrinsicOutcome.Failed>(await SubmitAsync(chain, WaitFor.Inclusion));

        Assert.Equal(("SubtensorModule.SettingWeightsTooFast", new BlockNumber(1)), (failed.Error, failed.Block));
        Assert.NotEmpty(failed.Documentation);
        Assert.False(failed.IsSuccess);
    }

    [Fact]
    public async Task Finality_waits_through_a_block_that_was_retracted()
    {
        var chain = new FakeChain();
        OnSubmission(chain, async (connection, extrinsic) =>
        {
            var abandoned = chain.AddBlock([extrinsic], ScaleValue.List(FakeChain.Success(0)));
            var final = chain.AddBlock([extrinsic], ScaleValue.List(FakeChain.Success(0)));
            await NotifyAsync(
                connection, InBlock(abandoned), $$"""{"retracted":"{{abandoned.Hash}}"}""", InBlock(final), $$"""{"finalized":"{{final.Hash}}"}""");
        });

        var finalized = Assert.IsType<ExtrinsicOutcome.Finalized>(await SubmitAsync(chain, WaitFor.Finality));

        Assert.Equal(chain.Head.Hash, finalized.BlockHash);
    }

    [Fact]
    public async Task A_refused_extrinsic_says_why()
    {
        var chain = new FakeChain { Intercept = RefuseAsync };

        var rejected = Assert.IsType<ExtrinsicOutcome.Rejected>(await SubmitAsync(chain, WaitFor.Inclusion));

        Assert.Equal((1010, "Invalid Transaction: Custom error: 6"), (rejected.Code, rejected.Message));
        Assert.Single(chain.Submitted);

        static async Task<bool> RefuseAsync(FakeConnection connection, FakeRequest request)
        {
            if (request.Method != SubscriptionMethods.Extrinsic.Subscribe)
                return false;

            await connection.FailAsync(request, 1010, "Invalid Transaction", "Custom error: 6");
            return true;
        }
    }

    [Theory]
    [InlineData("\"dropped\"", typeof(ExtrinsicOutcome.Dropped))]
    [InlineData("\"invalid\"", typeof(ExtrinsicOutcome.Invalid))]
    [InlineData("""{"usurped":"0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03"}""", typeof(ExtrinsicOutcome.Usurped))]
    [InlineData("""{"finalityTimeout":"0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03"}""", typeof(ExtrinsicOutcome.TimedOut))]
    public async Task What_ends_in_the_pool_is_told_as_it_is(string status, Type outcome)
    {
        var chain = new FakeChain();
        OnSubmission(chain, (connection, _) => NotifyAsync(connection, "\"future\"", status));

        Assert.IsType(outcome, await SubmitAsync(chain, WaitFor.Inclusion));
    }

    [Theory]
    [InlineData(WaitFor.Submission)]
    [InlineData(WaitFor.Inclusion)]
    public async Task The_watch_is_always_given_up(WaitFor waitFor)
    {
        var chain = new FakeChain();
        OnSubmission(chain, async (connection, extrinsic) =>
            await NotifyAsync(connection, InBlock(chain.AddBlock([extrinsic], ScaleValue.List(FakeChain.Success(0))))));
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);

        Assert.True((await SetWeightsAsync(client, waitFor)).IsSuccess);

        Assert.Equal(1, node.Count(SubscriptionMethods.Extrinsic.Unsubscribe));
    }

    [Fact]
    public async Task An_extrinsic_that_no_block_takes_times_out_and_says_until_when_it_may_be_taken()
    {
        var chain = new FakeChain();
        OnSubmission(chain, (connection, _) => NotifyAsync(connection, "\"ready\""));
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node, TimeSpan.FromMilliseconds(300));

        var timedOut = Assert.IsType<ExtrinsicOutcome.TimedOut>(await SetWeightsAsync(client, WaitFor.Inclusion));

        Assert.Equal(new BlockNumber(128), timedOut.ValidUntil);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_extrinsic_lost_with_the_connection_is_found_in_its_block_and_not_sent_again(bool answered)
    {
        var chain = new FakeChain();
        chain.Intercept = async (connection, request) =>
        {
            if (request.Method == SubscriptionMethods.Extrinsic.Subscribe)
            {
                chain.AddBlock();
                chain.AddBlock([chain.Submitted.Single()], ScaleValue.List(FakeChain.Success(0)));
                chain.AddBlock();
                if (answered)
                    await connection.AnswerAsync(request, "\"watch\"");
                await Task.Delay(100);
                connection.Drop();
                return true;
            }

            if (request.Method == SubscriptionMethods.NewHeads.Subscribe)
            {
                await connection.AnswerAsync(request, "\"heads\"");
                await connection.NotifyAsync("chain_newHead", "heads", chain.HeadJson);
                return true;
            }

            return false;
        };

        var included = Assert.IsType<ExtrinsicOutcome.Included>(await SubmitAsync(chain, WaitFor.Inclusion));

        Assert.Equal(new BlockNumber(2), included.Block);
        Assert.Single(chain.Submitted);
    }

    [Fact]
    public async Task A_lost_extrinsic_whose_nonce_another_used_is_invalid()
    {
        var chain = new FakeChain();
        chain.Set("System", "Account", AccountWithNonce(chain, 1), _alice.Account);
        chain.Intercept = async (connection, request) =>
        {
            if (request.Method == SubscriptionMethods.Extrinsic.Subscribe)
            {
                connection.Drop();
                return true;
            }

            if (request.Method != SubscriptionMethods.NewHeads.Subscribe)
                return false;

            await connection.AnswerAsync(request, "\"heads\"");
            await connection.NotifyAsync("chain_newHead", "heads", chain.AddBlock() is var _ ? chain.HeadJson : "");
            return true;
        };

        Assert.IsType<ExtrinsicOutcome.Invalid>(await SubmitAsync(chain, WaitFor.Inclusion));
        Assert.Single(chain.Submitted);
    }

    [Fact]
    public async Task One_signers_extrinsics_wait_for_each_other_and_take_nonces_in_turn()
    {
        var chain = new FakeChain();
        chain.Intercept = async (connection, request) =>
        {
            if (request.Method != SubscriptionMethods.Extrinsic.Subscribe)
                return false;

            // In the pool, and so in the next nonce, only when the node answers.
            await Task.Delay(20);
            chain.Nonce++;
            await connection.AnswerAsync(request, $"\"watch{chain.Nonce}\"");
            return true;
        };
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SetWeightsAsync(client, WaitFor.Submission)));

        Assert.Equal(8, chain.Submitted.Select(NonceOf).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 8), chain.Submitted.Select(NonceOf));

        int NonceOf(string extrinsic) => (int)Assert.IsType<DecodedExtrinsic.Signed>(
            ExtrinsicReader.Read(chain.Runtime, Convert.FromHexString(extrinsic[2..]))).Options.Nonce;
    }

    private static void OnSubmission(FakeChain chain, Func<FakeConnection, string, Task> follow) => chain.Intercept = async (connection, request) =>
    {
        if (request.Method != SubscriptionMethods.Extrinsic.Subscribe)
            return false;

        await connection.AnswerAsync(request, "\"watch\"");
        await follow(connection, request.Params[0].GetString()!);
        return true;
    };

    private static async Task NotifyAsync(FakeConnection connection, params string[] statuses)
    {
        foreach (var status in statuses)
            await connection.NotifyAsync("author_extrinsicUpdate", "watch", status);
    }

    private static string InBlock(BlockHeader block) => $$"""{"inBlock":"{{block.Hash}}"}""";

    private static ScaleValue AccountWithNonce(FakeChain chain, uint nonce)
    {
        var empty = (ScaleValue.Composite)chain.Runtime.DecodeStorage("System", "Account", null)!;
        return empty with { Values = empty.Values.SetItem(empty.Names.IndexOf("nonce"), nonce) };
    }

    private async Task<ExtrinsicOutcome> SubmitAsync(FakeChain chain, WaitFor waitFor)
    {
        await using var node = await chain.StartAsync();
        await using var client = await FakeChain.ConnectAsync(node);
        return await SetWeightsAsync(client, waitFor);
    }

    private Task<ExtrinsicOutcome> SetWeightsAsync(SubtensorClient client, WaitFor waitFor) =>
        client.SetWeightsAsync(_alice, Subnet, WeightAllocation.Of([(new(0), 0.25), (new(3), 0.75)]), 0, waitFor);
}
