using System.Text.Json;
using StreamJsonRpc;

namespace Connito.Chain.Rpc;

/// <summary>Turns the JSON-RPC library's failures into ours.</summary>
internal static class RpcErrors
{
    private const int StateDiscardedCode = 4003;
    private const string StateDiscardedText = "State already discarded";

    internal static RpcException Of(string method, RemoteRpcException error)
    {
        var code = error is RemoteInvocationException invocation ? invocation.ErrorCode : (int)(error.ErrorCode ?? 0);
        var data = error.ErrorData switch
        {
            null => null,
            JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
            var any => any.ToString(),
        };
        var discarded = code == StateDiscardedCode || Says(error.Message) || Says(data);
        return discarded
            ? new StateDiscardedException(method, code, error.Message, data, error)
            : new RpcException(method, code, error.Message, data, error);
    }

    /// <summary>Whether a failure says that the connection is gone, rather than that the node said no.</summary>
    /// <remarks>The library counts a lost connection among the node's answers: ask this first.</remarks>
    internal static bool IsLoss(Exception error) =>
        error is ConnectionLostException or ObjectDisposedException or IOException or System.Net.WebSockets.WebSocketException
            or InvalidOperationException or OperationCanceledException;

    private static bool Says(string? text) => text?.Contains(StateDiscardedText, StringComparison.OrdinalIgnoreCase) == true;
}
