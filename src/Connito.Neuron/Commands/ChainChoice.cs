using System.Collections.Frozen;
using Connito.Chain.Primitives;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Commands;

/// <summary>The chain and subnet that a command line names.</summary>
/// <param name="Netuid">The subnet.</param>
/// <param name="Node">The node that was named; null: the network's own.</param>
/// <param name="Profile">What nodes of the network agree on; null for a chain that is named by its address alone.</param>
internal sealed record ChainChoice(Netuid Netuid, Uri? Node, NetworkProfile? Profile)
{
    /// <summary>The node to ask what the chain is now.</summary>
    public Uri Endpoint => Node ?? Profile!.Chain.Endpoints[0];

    /// <summary>The SDK's variable, which moves the network <c>local</c>.</summary>
    public const string LocalVariable = "BT_SUBTENSOR_CHAIN_ENDPOINT";

    private const ushort ConnitoNetuid = 102;
    private const string Main = "finney";

    /// <summary>Other nodes of the main network that the SDK knows by name.</summary>
    private static readonly FrozenDictionary<string, string> MainNodes = new Dictionary<string, string>
    {
        ["archive"] = "wss://archive.chain.opentensor.ai:443",
        ["latent-lite"] = "wss://lite.sub.latent.to:443",
    }.ToFrozenDictionary();

    /// <param name="network">A profile's name or file, a name of the SDK's, or an address.</param>
    /// <param name="endpoint">A node in place of the network's own; null if none is given.</param>
    /// <param name="netuid">A subnet in place of the profile's; null if none is given.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="CommandException">An address is not a WebSocket's.</exception>
    /// <exception cref="NetworkProfileException">There is no such profile, or it is not valid.</exception>
    public static ChainChoice Of(string network, string? endpoint, ushort? netuid, Func<string, string?> variable)
    {
        if (network.Contains("://", StringComparison.Ordinal))
            return new ChainChoice(new Netuid(netuid ?? ConnitoNetuid), Parse(endpoint ?? network), Profile: null);

        var profile = NetworkProfile.Load(MainNodes.ContainsKey(network) ? Main : network);
        var node = endpoint ?? (network == "local" ? variable(LocalVariable) : MainNodes.GetValueOrDefault(network));
        return new ChainChoice(
            new Netuid(netuid ?? profile.Netuid), string.IsNullOrEmpty(node) ? null : Parse(node), profile);
    }

    private static Uri Parse(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "ws" or "wss"
            ? uri!
            : throw new CommandException($"'{endpoint}' is no endpoint: ws://HOST:PORT or wss://HOST:PORT is wanted.", ExitCode.Usage);
}
