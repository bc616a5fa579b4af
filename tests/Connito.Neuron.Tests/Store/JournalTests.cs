using System.Text.Json.Serialization;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Connito.Neuron.Tests.Store;

public sealed partial class JournalTests : IDisposable
{
    private static readonly StepName Step = new(7, "stage");

    private readonly TemporaryFolder _folder = new();
    private readonly Hotkey _alice = Keypair.FromUri("//Alice").Hotkey;

    [Fact]
    public async Task A_step_is_done_once_and_its_result_outlives_the_process()
    {
        int runs = 0;
        Task<Result> Work() => Task.FromResult(new Result(++runs));

        Assert.Equal(1, (await Open().OnceAsync(Step, ResultJson.Default.Result, Work)).Number);
        Assert.Equal(1, (await Open().OnceAsync(Step, ResultJson.Default.Result, Work)).Number);

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_step_that_failed_is_done_again()
    {
        var journal = Open();
        await Assert.ThrowsAsync<IOException>(() => journal.OnceAsync(Step, ResultJson.Default.Result, () => throw new IOException("cut")));
        Assert.Equal(2, (await journal.OnceAsync(Step, ResultJson.Default.Result, () => Task.FromResult(new Result(2)))).Number);
    }

    [Fact]
    public void A_second_result_is_not_taken()
    {
        var journal = Open();
        journal.Record(Step, new Result(1), ResultJson.Default.Result);
        Assert.Equal(1, journal.Record(Step, new Result(2), ResultJson.Default.Result).Number);
    }

    [Fact]
    public void Steps_differ_by_cycle_stage_and_hotkey()
    {
        var journal = Open();
        journal.Record(Step, new Result(1), ResultJson.Default.Result);
        Assert.Null(journal.Find(Step with { Cycle = 8 }, ResultJson.Default.Result));
        Assert.Null(journal.Find(Step with { Stage = "other" }, ResultJson.Default.Result));
        Assert.Null(journal.Find(Step with { Hotkey = _alice }, ResultJson.Default.Result));

        journal.Record(Step with { Hotkey = _alice }, new Result(5), ResultJson.Default.Result);
        Assert.Equal(5, journal.Find(Step with { Hotkey = _alice }, ResultJson.Default.Result)!.Number);
    }

    [Fact]
    public void The_newest_cycle_with_a_stage_is_found()
    {
        var journal = Open();
        Assert.Null(journal.FindNewest("stage", ResultJson.Default.Result));
        journal.Record(Step with { Cycle = 9 }, new Result(9), ResultJson.Default.Result);
        journal.Record(Step with { Cycle = 11 }, new Result(11), ResultJson.Default.Result);
        Assert.Equal((11u, new Result(11)), journal.FindNewest("stage", ResultJson.Default.Result));

        journal.Prune(12);
        Assert.Null(journal.FindNewest("stage", ResultJson.Default.Result));
    }

    public void Dispose() => _folder.Dispose();

    private Journal Open() => new(new NeuronDatabase(_folder.Sub("neuron.db")), new FakeTimeProvider());

    internal sealed record Result(int Number);

    [JsonSerializable(typeof(Result))]
    internal sealed partial class ResultJson : JsonSerializerContext;
}
