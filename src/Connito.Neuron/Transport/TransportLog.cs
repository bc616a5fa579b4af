using Connito.Chain.Primitives;

namespace Connito.Neuron.Transport;

/// <summary>Log events of the transport and the axon.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(1950, LogLevel.Information, "Fetch from {Source}, try {Attempt}, failed: {Reason}")]
    public static partial void FetchRetried(this ILogger logger, string source, int attempt, string reason);

    [LoggerMessage(1951, LogLevel.Debug, "Request of {Hotkey} denied with {Status}: {Reason}")]
    public static partial void RequestDenied(this ILogger logger, string hotkey, int status, string reason);

    [LoggerMessage(1952, LogLevel.Information, "Upload of {Hotkey} complete: {Name}, {SizeBytes} bytes, cycle {Cycle}")]
    public static partial void UploadComplete(this ILogger logger, Hotkey hotkey, string name, long sizeBytes, uint cycle);

    [LoggerMessage(1953, LogLevel.Warning, "Upload to the axon of uid {Uid} failed: {Reason}")]
    public static partial void UploadFailed(this ILogger logger, Uid uid, string reason);

    [LoggerMessage(1954, LogLevel.Information, "Upload to the axon of uid {Uid} done: {SizeBytes} bytes")]
    public static partial void UploadDone(this ILogger logger, Uid uid, long sizeBytes);

    [LoggerMessage(1955, LogLevel.Information, "Axon served at {Address}:{Port}")]
    public static partial void AxonServed(this ILogger logger, string address, int port);

    [LoggerMessage(1956, LogLevel.Error, "The axon could not be advertised: {Reason}")]
    public static partial void AxonNotServed(this ILogger logger, string reason);
}
