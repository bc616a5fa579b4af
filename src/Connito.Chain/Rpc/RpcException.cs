using Connito.Chain.Primitives;

namespace Connito.Chain.Rpc;

/// <summary>The node answered a call with an error.</summary>
public class RpcException : ChainException
{
    /// <summary>Creates the exception from a JSON-RPC error object.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="code">The error's code.</param>
    /// <param name="reason">The error's message, without its data.</param>
    /// <param name="data">The error's data as text, or null.</param>
    /// <param name="inner">What carried the error here, or null.</param>
    public RpcException(string method, int code, string reason, string? data, Exception? inner = null)
        : base(Describe(method, code, reason, data), inner!)
    {
        Method = method;
        Code = code;
        Reason = reason;
        ErrorData = data;
    }

    /// <summary>The method that was called.</summary>
    public string Method { get; }

    /// <summary>The node's code: below -32000 of JSON-RPC itself, 1010 to 1014 of the transaction pool, 4003 of a pruned state.</summary>
    public int Code { get; }

    /// <summary>The node's message, without its data.</summary>
    public string Reason { get; }

    /// <summary>The node's further words, or null.</summary>
    public string? ErrorData { get; }

    private static string Describe(string method, int code, string reason, string? data) =>
        $"{method} failed with {code}: {reason}{(data is null ? "" : $": {data}")}";
}
