namespace Connito.Neuron.Commitments;

/// <summary>Log events of committing.</summary>
internal static partial class CommitmentLog
{
    [LoggerMessage(1930, LogLevel.Information, "Committed {Stage} of cycle {Cycle} in block {Block}")]
    public static partial void Committed(this ILogger logger, string stage, uint cycle, uint block);

    [LoggerMessage(1931, LogLevel.Warning, "Commitment {Stage} was not taken and is tried again: {Outcome}")]
    public static partial void CommitNotTaken(this ILogger logger, string stage, string outcome);

    [LoggerMessage(1932, LogLevel.Error, "Commitment {Stage} of cycle {Cycle} is lost: {Reason}")]
    public static partial void CommitLost(this ILogger logger, string stage, uint cycle, string reason);
}
