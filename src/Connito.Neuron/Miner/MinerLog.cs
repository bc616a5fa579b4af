namespace Connito.Neuron.Miner;

/// <summary>Log events of the miner.</summary>
internal static partial class MinerLog
{
    [LoggerMessage(3001, LogLevel.Information, "Shard of cycle {Cycle} made: {Steps} steps, training loss {FirstLoss:0.0000} to {LastLoss:0.0000}, {Ended}")]
    public static partial void ShardMade(this ILogger logger, uint cycle, int steps, double firstLoss, double lastLoss, string ended);

    [LoggerMessage(3002, LogLevel.Information, "Cycle {Cycle} is too far on to train in; waiting for the next")]
    public static partial void CycleBegunTooLate(this ILogger logger, uint cycle);

    [LoggerMessage(3003, LogLevel.Error, "Cycle {Cycle} is lost: no validator gave the agreed baseline before MinerCommit1")]
    public static partial void BaselineNotTaken(this ILogger logger, uint cycle);

    [LoggerMessage(3004, LogLevel.Error, "Cycle {Cycle} is lost: {Reason}")]
    public static partial void UploadLost(this ILogger logger, uint cycle, string reason);

    [LoggerMessage(3005, LogLevel.Information, "Inner step {Step}: loss {Loss:0.0000}, {TokensPerSecond:0} tokens/s")]
    public static partial void InnerStepDone(this ILogger logger, int step, double loss, double tokensPerSecond);
}
