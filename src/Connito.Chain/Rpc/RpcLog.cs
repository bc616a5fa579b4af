using Microsoft.Extensions.Logging;

namespace Connito.Chain.Rpc;

/// <summary>Log events of the connection to a node: 1000 to 1099.</summary>
internal static partial class RpcLog
{
    [LoggerMessage(1000, LogLevel.Information, "Connected to {Host}")]
    internal static partial void Connected(this ILogger logger, string host);

    [LoggerMessage(1001, LogLevel.Warning, "Connection to {Host} ended: {Reason}")]
    internal static partial void Disconnected(this ILogger logger, string host, string reason);

    [LoggerMessage(1002, LogLevel.Warning, "Connection to {Host} failed, attempt {Attempt}, next in {Delay}: {Reason}")]
    internal static partial void ConnectFailed(this ILogger logger, string host, int attempt, TimeSpan delay, string? reason);

    [LoggerMessage(1003, LogLevel.Debug, "{Method} is repeated on a new connection")]
    internal static partial void ReadRepeated(this ILogger logger, string method);

    [LoggerMessage(1004, LogLevel.Information, "{Method} is restored on a new connection")]
    internal static partial void SubscriptionRestored(this ILogger logger, string method);

    [LoggerMessage(1005, LogLevel.Warning, "Subscription {Subscription} lost its oldest notification: the reader is slower than the node")]
    internal static partial void NotificationDropped(this ILogger logger, string subscription);
}
