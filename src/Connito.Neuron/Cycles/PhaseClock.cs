using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;

namespace Connito.Neuron.Cycles;

/// <summary>The network's clock as one neuron sees it: follows new heads and wakes who waits for a block or a phase.</summary>
/// <remarks>
/// Safe for concurrent waiters. A broken stream of heads is taken up again; the head it resumes with wakes everyone whose
/// block went by meanwhile, and a phase that went by is told as <see cref="PhaseEntry.Missed"/>, never skipped in silence.
/// </remarks>
internal sealed class PhaseClock(ISubtensor subtensor, CycleSchedule schedule, TimeProvider time, ILogger<PhaseClock> log) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private BlockHeader? _head;

    /// <summary>Raised on the clock's own thread for each head; handlers are short.</summary>
    public event Action<BlockHeader>? HeadSeen;

    /// <summary>The lengths it counts by.</summary>
    public CycleSchedule Schedule => schedule;

    /// <summary>The newest head, or null before the first.</summary>
    public BlockHeader? Head
    {
        get
        {
            lock (_lock)
                return _head;
        }
    }

    /// <summary>Waits for a head that is at or past <paramref name="block"/>, and gives it.</summary>
    public Task<BlockHeader> ReachAsync(BlockNumber block, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_head is { } head && head.Number >= block)
                return Task.FromResult(head);

            var waiter = new Waiter(block);
            _waiters.Add(waiter);
            return waiter.Reached.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Waits until <paramref name="phase"/> of <paramref name="cycle"/> begins; at once if it runs or is over.</summary>
    public async Task<PhaseEntry> EnterAsync(Cycle cycle, CyclePhase phase, CancellationToken cancellation)
    {
        var head = await ReachAsync(cycle.Start(phase), cancellation);
        if (head.Number <= cycle.End(phase))
            return new PhaseEntry.Opened(head);

        log.PhaseMissed(phase, cycle.Index, cycle.End(phase).Value, head.Number.Value);
        return new PhaseEntry.Missed(head);
    }

    /// <summary>Whether the newest head is at or past <paramref name="block"/>.</summary>
    public bool HasReached(BlockNumber block) => Head is { } head && head.Number >= block;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                See(await subtensor.GetHeadAsync(stoppingToken));
                await foreach (var head in subtensor.NewHeadsAsync(stoppingToken))
                {
                    See(head);
                    pause = ShortestPause;
                }

                log.HeadsEnded();
            }
            catch (Exception failure) when (failure is ChainException or IOException or TimeoutException)
            {
                log.HeadsFailed(pause, failure);
            }

            await Task.Delay(pause, time, stoppingToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private void See(BlockHeader head)
    {
        Waiter[] reached;
        lock (_lock)
        {
            _head = head;
            reached = [.. _waiters.Where(waiter => waiter.Block <= head.Number)];
            _waiters.RemoveAll(waiter => waiter.Block <= head.Number);
        }

        foreach (var waiter in reached)
            waiter.Reached.TrySetResult(head);
        HeadSeen?.Invoke(head);
    }

    private sealed record Waiter(BlockNumber Block)
    {
        public TaskCompletionSource<BlockHeader> Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
