using System.Net;
using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>The endpoint a neuron advertises on the chain. Nobody checked that something listens there.</summary>
/// <param name="Address">IPv4 or IPv6; may be the unspecified address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Version">Software version, <c>major · 10⁶ + minor · 10³ + patch</c> by custom.</param>
/// <param name="Block">Block the endpoint was served at.</param>
/// <param name="Protocol">Free number; the SDK sends 4.</param>
public sealed record AxonInfo(IPAddress Address, ushort Port, uint Version, BlockNumber Block, byte Protocol)
{
    /// <summary>Address and port together.</summary>
    public IPEndPoint EndPoint => new(Address, Port);
}
