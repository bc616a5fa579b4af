namespace Connito.Neuron.Store;

/// <summary>Log events of the store.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(1990, LogLevel.Debug, "{Count} files deleted that no cycle from {Cycle} on needs")]
    public static partial void FilesDeleted(this ILogger logger, int count, uint cycle);
}
