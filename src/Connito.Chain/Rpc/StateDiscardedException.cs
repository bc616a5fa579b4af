namespace Connito.Chain.Rpc;

/// <summary>The node has pruned the state of the block that was asked for; an archive node still has it.</summary>
public sealed class StateDiscardedException(string method, int code, string reason, string? data, Exception? inner = null)
    : RpcException(method, code, $"{reason} (ask an archive node, or read a newer block)", data, inner);
