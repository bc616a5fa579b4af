using System.Text.Json.Nodes;
using Connito.Chain.Crypto;
using Connito.Localnet.Blocks;

namespace Connito.Localnet.Rpc;

/// <summary>The methods <c>system_*</c>.</summary>
internal sealed class SystemMethods(LocalChain chain)
{
    private const string ChainName = "Connito Localnet";

    public IEnumerable<(string Name, RpcHandler Handler)> All()
    {
        yield return ("system_chain", (_, _) => ChainName);
        yield return ("system_chainType", (_, _) => "Development");
        yield return ("system_name", (_, _) => "connito-localnet");
        yield return ("system_version", (_, _) => typeof(SystemMethods).Assembly.GetName().Version!.ToString(3));
        yield return ("system_properties", (_, _) => new JsonObject
        {
            ["isEthereum"] = false,
            ["ss58Format"] = Ss58.SubstratePrefix,
            ["tokenDecimals"] = 9,
            ["tokenSymbol"] = "TAO",
        });
        yield return ("system_health", (_, _) => new JsonObject { ["peers"] = 0, ["isSyncing"] = false, ["shouldHavePeers"] = false });
        yield return ("system_syncState", (_, _) => new JsonObject
        {
            ["startingBlock"] = 0,
            ["currentBlock"] = chain.Best.Number,
            ["highestBlock"] = chain.Best.Number,
        });
        yield return ("system_nodeRoles", (_, _) => new JsonArray("Authority"));
        yield return ("system_peers", (_, _) => new JsonArray());
        foreach (var name in new[] { "system_accountNextIndex", "account_nextIndex" })
            yield return (name, (parameters, _) => JsonValue.Create(chain.NextNonce(parameters.Account(0))));
    }
}
