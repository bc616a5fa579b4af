using Connito.Chain.Primitives;

namespace Connito.Neuron.Baselines;

/// <summary>Log events of agreeing on a baseline.</summary>
internal static partial class BaselineLog
{
    [LoggerMessage(1970, LogLevel.Warning, "Baseline {Hash} not taken from uid {Uid}: {Reason}")]
    public static partial void BaselineNotTaken(this ILogger logger, string hash, Uid uid, string reason);

    [LoggerMessage(1971, LogLevel.Warning, "Announcements of cycle {Cycle} cannot be read: {Reason}")]
    public static partial void EarlierCycleUnreadable(this ILogger logger, uint cycle, string reason);
}
