namespace Connito.Neuron.Cycles;

/// <summary>Log events of the clock.</summary>
internal static partial class CycleLog
{
    [LoggerMessage(1901, LogLevel.Warning, "Phase {Phase} of cycle {Cycle} missed: it ended at block {End}, the head is {Head}")]
    public static partial void PhaseMissed(this ILogger logger, CyclePhase phase, uint cycle, uint end, uint head);

    [LoggerMessage(1902, LogLevel.Warning, "The stream of heads ended; taken up again")]
    public static partial void HeadsEnded(this ILogger logger);

    [LoggerMessage(1903, LogLevel.Warning, "The stream of heads failed; next try in {Pause}")]
    public static partial void HeadsFailed(this ILogger logger, TimeSpan pause, Exception failure);

    [LoggerMessage(1904, LogLevel.Information, "Cycle {Cycle} begun at block {Start}")]
    public static partial void CycleBegun(this ILogger logger, uint cycle, uint start);

    [LoggerMessage(1905, LogLevel.Error, "Work of cycle {Cycle} failed at block {Block}; it goes on with the next block")]
    public static partial void CycleFailed(this ILogger logger, uint cycle, uint block, Exception failure);
}
