using Connito.Chain.Primitives;
using Microsoft.Extensions.Logging;

namespace Connito.Localnet;

/// <summary>What a Localnet node tells of itself.</summary>
internal static partial class LocalnetLog
{
    [LoggerMessage(5001, LogLevel.Information, "Localnet listens on {Endpoint}; genesis {Genesis}, best block {Block}")]
    public static partial void Listening(this ILogger logger, Uri endpoint, BlockHash genesis, uint block);

    [LoggerMessage(5002, LogLevel.Information, "Localnet replayed {BlockCount} blocks from {Folder}")]
    public static partial void Replayed(this ILogger logger, uint blockCount, string folder);

    [LoggerMessage(5003, LogLevel.Debug, "Block {Block} made: {Hash}, {ExtrinsicCount} extrinsics")]
    public static partial void BlockMade(this ILogger logger, uint block, BlockHash hash, int extrinsicCount);

    [LoggerMessage(5004, LogLevel.Information, "Extrinsic refused: {Code} {Message}, {Data}")]
    public static partial void Refused(this ILogger logger, int code, string message, string? data);

    [LoggerMessage(5005, LogLevel.Warning, "Connection {Connection} closed: {Reason}")]
    public static partial void ConnectionClosed(this ILogger logger, string connection, string reason);

    [LoggerMessage(5006, LogLevel.Error, "Localnet stopped making blocks")]
    public static partial void ProductionFailed(this ILogger logger, Exception fault);
}
