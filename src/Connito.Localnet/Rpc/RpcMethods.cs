using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Connito.Localnet.Blocks;
using Microsoft.Extensions.Logging;

namespace Connito.Localnet.Rpc;

/// <summary>Every method the node answers, by name.</summary>
internal sealed class RpcMethods
{
    private readonly FrozenDictionary<string, RpcHandler> _handlers;

    public RpcMethods(LocalChain chain, ILogger logger)
    {
        var methods = new ChainMethods(chain).All()
            .Concat(new StateMethods(chain).All())
            .Concat(new AuthorMethods(chain, logger).All())
            .Concat(new SystemMethods(chain).All())
            .Append(("rpc_methods", (_, _) => new JsonObject { ["methods"] = new JsonArray([.. Names().Select(name => JsonValue.Create(name))]) }));
        _handlers = methods.ToFrozenDictionary(method => method.Name, method => method.Handler);
    }

    /// <exception cref="RpcFault">There is no such method.</exception>
    public RpcHandler this[string name] =>
        _handlers.GetValueOrDefault(name) ?? throw new RpcFault(RpcFault.MethodNotFound, "Method not found", $"'{name}' is not among rpc_methods.");

    private IEnumerable<string> Names() => _handlers.Keys.Order(StringComparer.Ordinal);
}
