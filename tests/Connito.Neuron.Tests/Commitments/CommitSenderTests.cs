using System.Text;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Neuron.Tests.Commitments;

public sealed class CommitSenderTests : IAsyncLifetime
{
    private const string Stage = "stage";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Keypair Key = Keypair.FromUri("//Alice");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeChain _chain = new(new Netuid(102), [FakeChain.Neuron(0, Key.Hotkey, 0)]);
    private readonly PhaseClock _clock;
    private readonly Cycle _cycle;
    private readonly Journal _journal;
    private readonly ExtrinsicGate _gate = new();
    private int _payloads;

    public CommitSenderTests()
    {
        _cycle = new Cycle(0, TestProfile.Local.ToSchedule());
        _clock = new PhaseClock(_chain, _cycle.Schedule, TimeProvider.System, NullLogger<PhaseClock>.Instance);
        _journal = new Journal(new NeuronDatabase(_folder.Sub("neuron.db")), TimeProvider.System);
    }

    private BlockNumber Start => _cycle.Start(CyclePhase.MinerCommit1);

    [Fact]
    public async Task A_commitment_waits_for_its_phase_and_is_made_once()
    {
        var committing = CommitAsync();
        await ProduceToAsync(Start - 1);
        Assert.Empty(_chain.Committed);

        await ProduceToAsync(Start + 1);
        await ProduceUntilDoneAsync(committing);

        Assert.True((await committing).IsMade);
        Assert.Equal((await committing).Block, (await CommitAsync()).Block);
        Assert.Single(_chain.Committed);
    }

    [Fact]
    public async Task A_phase_that_is_over_loses_the_commitment_without_sending_it()
    {
        await ProduceToAsync(_cycle.End(CyclePhase.MinerCommit1) + 1);
        var record = await CommitAsync();
        Assert.False(record.IsMade);
        Assert.Contains("the phase ended at block", record.Reason);
        Assert.Equal(0, _payloads);
        Assert.Empty(_chain.Committed);
    }

    [Fact]
    public async Task A_process_that_ended_before_its_extrinsic_arrived_does_not_send_it_again()
    {
        await ProduceToAsync(Start);
        using var killed = new CancellationTokenSource();
        var first = CommitAsync(cancellation: killed.Token);
        await Eventually.TrueAsync(() => _chain.Pending == 1);
        await killed.CancelAsync();

        // It arrives while the next process begins.
        var second = CommitAsync(gate: new ExtrinsicGate());
        await ProduceUntilDoneAsync(second);

        Assert.True((await second).IsMade);
        Assert.Single(_chain.Committed);
        Assert.Equal(1, _payloads);
        await Task.WhenAny(first);
    }

    [Fact]
    public async Task An_extrinsic_that_the_node_refuses_is_sent_again_in_the_next_block()
    {
        _chain.NextOutcome = new ExtrinsicOutcome.Rejected(1014, "Priority is too low");
        await ProduceToAsync(Start);
        var committing = CommitAsync();
        await ProduceUntilDoneAsync(committing);
        Assert.True((await committing).IsMade);
    }

    [Fact]
    public async Task A_call_that_failed_on_chain_is_not_sent_again()
    {
        _chain.NextOutcome = new ExtrinsicOutcome.Failed("Commitments.SpaceLimitExceeded", "too much", default, Start);
        await ProduceToAsync(Start);
        Assert.Contains("Commitments.SpaceLimitExceeded", (await CommitAsync()).Reason);
    }

    public async ValueTask InitializeAsync() => await _clock.StartAsync(None);

    public async ValueTask DisposeAsync()
    {
        await _clock.StopAsync(None);
        _clock.Dispose();
        _gate.Dispose();
        _folder.Dispose();
    }

    private Task<CommitRecord> CommitAsync(ExtrinsicGate? gate = null, CancellationToken cancellation = default) =>
        new CommitSender(_chain, Key, TestProfile.Local, _clock, _journal, gate ?? _gate, NullLogger<CommitSender>.Instance).CommitAsync(
            _cycle, CyclePhase.MinerCommit1, Stage, () => Encoding.UTF8.GetBytes($"{{\"m\":\"{++_payloads}\"}}"), cancellation);

    private async Task ProduceToAsync(BlockNumber block)
    {
        _chain.ProduceTo(block);
        await Eventually.TrueAsync(() => _clock.HasReached(block));
    }

    private async Task ProduceUntilDoneAsync(Task task)
    {
        for (int i = 0; !task.IsCompleted && i < 20; i++)
        {
            await Task.Delay(50);
            if (!task.IsCompleted)
                _chain.Produce();
        }
    }
}
