namespace Connito.Localnet.Rpc;

/// <summary>A call that is answered by an error, in the codes of a Substrate node.</summary>
internal sealed class RpcFault(int code, string message, string? data = null) : Exception(message)
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;
    public const int InternalError = -32603;

    // What Substrate answers when its state backend cannot serve a block or a runtime call.
    private const int StateError = 4003;

    public int Code { get; } = code;

    public string? Detail { get; } = data;

    public static RpcFault Params(string message) => new(InvalidParams, "Invalid params", message);

    public static RpcFault UnknownBlock(string block) =>
        new(StateError, $"Client error: UnknownBlock: Header was not found in the database: {block}");

    public static RpcFault StateDiscarded(string block) => new(StateError, $"Client error: UnknownBlock: State already discarded for {block}");

    public static RpcFault NoSuchApi(string method) =>
        new(StateError, $"Client error: Execution failed: Other: Exported method {method} is not found");

    public static RpcFault BadApiInput(string method, string reason) =>
        new(StateError, $"Client error: Execution failed: Runtime panicked: Bad input data provided to {method}: {reason}");
}
