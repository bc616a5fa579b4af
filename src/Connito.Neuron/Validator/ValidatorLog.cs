namespace Connito.Neuron.Validator;

/// <summary>Log events of the validator.</summary>
internal static partial class ValidatorLog
{
    [LoggerMessage(2001, LogLevel.Information, "Round of cycle {Cycle} opened: {Miners} miners, {ToEvaluate} to evaluate")]
    public static partial void RoundOpened(this ILogger logger, uint cycle, int miners, int toEvaluate);

    [LoggerMessage(2002, LogLevel.Information, "Uid {Uid} evaluated: loss {Loss:0.0000}, gain {MeanGain:0.0000}, at least {LowerBound:0.0000} nats per token")]
    public static partial void SubmissionEvaluated(this ILogger logger, ushort uid, double loss, double meanGain, double lowerBound);

    [LoggerMessage(2003, LogLevel.Information, "Uid {Uid} rejected: {Reason}")]
    public static partial void SubmissionRejected(this ILogger logger, ushort uid, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "Uid {Uid} not evaluated, its history stays: {Reason}")]
    public static partial void SubmissionNotEvaluated(this ILogger logger, ushort uid, string reason);

    [LoggerMessage(2005, LogLevel.Information, "Round of cycle {Cycle} scored: {Judged} judged, {Paid} with points")]
    public static partial void RoundScored(this ILogger logger, uint cycle, int judged, int paid);

    [LoggerMessage(2006, LogLevel.Information, "Cycle {Cycle} is too far on to open its round; waiting for the next")]
    public static partial void CycleBegunTooLate(this ILogger logger, uint cycle);

    [LoggerMessage(2101, LogLevel.Information, "Weights set: {MinerCount} miners, block {Block}, cycle {Cycle}")]
    public static partial void WeightsSet(this ILogger logger, int minerCount, uint block, uint cycle);

    [LoggerMessage(2102, LogLevel.Warning, "Weights of cycle {Cycle} not set: {Reason}")]
    public static partial void WeightsNotSet(this ILogger logger, uint cycle, string reason);

    [LoggerMessage(2103, LogLevel.Warning, "Weights were not taken and are tried again: {Outcome}")]
    public static partial void WeightsNotTaken(this ILogger logger, string outcome);

    [LoggerMessage(2201, LogLevel.Information, "Cycle {Cycle} merged {Shards} shards; the next baseline is {Hash}")]
    public static partial void Merged(this ILogger logger, uint cycle, int shards, string hash);

    [LoggerMessage(2202, LogLevel.Warning, "Cycle {Cycle}: own baseline {Own}, but the greater stake is behind {Agreed}; taking that")]
    public static partial void OtherBaselineAgreed(this ILogger logger, uint cycle, string own, string agreed);

    [LoggerMessage(2203, LogLevel.Information, "Cycle {Cycle}: baseline {Hash} taken from {Origin}")]
    public static partial void BaselineTaken(this ILogger logger, uint cycle, string hash, string origin);

    [LoggerMessage(2204, LogLevel.Error, "Cycle {Cycle} is lost: the agreed baseline could not be had before Submission")]
    public static partial void CycleNotJudged(this ILogger logger, uint cycle);

    [LoggerMessage(2205, LogLevel.Error, "The baseline of cycle {Cycle} is not published: {Reason}")]
    public static partial void NotPublished(this ILogger logger, uint cycle, string reason);
}
