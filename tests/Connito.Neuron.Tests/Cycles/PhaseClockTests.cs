using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Neuron.Cycles;
using Connito.Neuron.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Connito.Neuron.Tests.Cycles;

public sealed class PhaseClockTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();
    private readonly FakeChain _chain = new(new Netuid(102), []);
    private readonly PhaseClock _clock;
    private readonly Cycle _cycle;

    public PhaseClockTests()
    {
        var schedule = new CycleSchedule([2, 2, 2, 2, 2, 2, 2, 2, 2]);
        _clock = new PhaseClock(_chain, schedule, _time, NullLogger<PhaseClock>.Instance);
        _cycle = new Cycle(0, schedule);
    }

    [Fact]
    public async Task A_phase_that_has_not_begun_is_waited_for()
    {
        await StartAsync();
        var entering = _clock.EnterAsync(_cycle, CyclePhase.Train, None);
        _chain.Produce();
        await SeenAsync(1);
        Assert.False(entering.IsCompleted);

        _chain.Produce();

        Assert.Equal(2u, Assert.IsType<PhaseEntry.Opened>(await entering).Head.Number.Value);
    }

    [Fact]
    public async Task A_phase_that_is_over_is_told_as_missed()
    {
        _chain.Produce(4);
        await StartAsync();

        Assert.Equal(4u, Assert.IsType<PhaseEntry.Missed>(await _clock.EnterAsync(_cycle, CyclePhase.Train, None)).Head.Number.Value);
        Assert.IsType<PhaseEntry.Opened>(await _clock.EnterAsync(_cycle, CyclePhase.MinerCommit1, None));
    }

    [Fact]
    public async Task A_phase_that_went_by_during_a_cut_is_told_as_missed()
    {
        await StartAsync();
        var entering = _clock.EnterAsync(_cycle, CyclePhase.Train, None);
        _chain.CutStreams();
        _chain.Produce(7);

        await SeenAsync(7);

        Assert.Equal(7u, Assert.IsType<PhaseEntry.Missed>(await entering).Head.Number.Value);
    }

    [Fact]
    public async Task A_node_that_fails_is_asked_again()
    {
        _chain.NextHeadsFailure = new ChainConnectionException(new Uri("ws://127.0.0.1:1"), "refused");
        await StartAsync();
        _chain.Produce(3);

        await SeenAsync(3);
    }

    [Fact]
    public async Task A_deadline_cancels_at_its_block()
    {
        await StartAsync();
        using var deadline = new BlockDeadline(_clock, new BlockNumber(2), None);
        _chain.Produce();
        await SeenAsync(1);
        Assert.False(deadline.Token.IsCancellationRequested);

        _chain.Produce();
        await SeenAsync(2);
        await Eventually.TrueAsync(() => deadline.Token.IsCancellationRequested);

        Assert.True(deadline.HasPassed);
    }

    public async ValueTask DisposeAsync()
    {
        await _clock.StopAsync(None);
        _clock.Dispose();
    }

    private async Task StartAsync()
    {
        await _clock.StartAsync(None);
        await SeenAsync(_chain.Head.Number.Value);
    }

    // Its pauses after a failure are on the fake clock.
    private Task SeenAsync(uint block) => Eventually.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return _clock.HasReached(new BlockNumber(block));
    });
}
