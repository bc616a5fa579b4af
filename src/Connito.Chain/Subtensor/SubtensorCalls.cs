using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>The calls a neuron makes, encoded for a runtime.</summary>
internal static class SubtensorCalls
{
    private const string Pallet = StoredMetagraph.Pallet;
    private const byte AxonProtocol = 4;

    internal static byte[] BurnedRegister(ChainRuntime runtime, Netuid netuid, Hotkey hotkey) =>
        runtime.EncodeCall(Pallet, "burned_register", ("netuid", netuid), ("hotkey", hotkey));

    internal static byte[] SetWeights(ChainRuntime runtime, Netuid netuid, WeightAllocation allocation, ulong versionKey)
    {
        var weights = allocation.ToChainWeights();
        return runtime.EncodeCall(
            Pallet, "set_weights",
            ("netuid", netuid),
            ("dests", ScaleValue.List(weights, weight => weight.Uid)),
            ("weights", ScaleValue.List(weights, weight => weight.Value)),
            ("version_key", versionKey));
    }

    internal static byte[] SetCommitment(ChainRuntime runtime, Netuid netuid, ReadOnlyMemory<byte> payload) =>
        runtime.EncodeCall(CommitmentReader.Pallet, "set_commitment", ("netuid", netuid), ("info", CommitmentReader.InfoOf(payload)));

    /// <exception cref="ArgumentException">The port is 0, which the chain refuses.</exception>
    internal static byte[] ServeAxon(ChainRuntime runtime, Netuid netuid, IPEndPoint endPoint)
    {
        if (endPoint.Port == 0)
            throw new ArgumentException("An axon needs the port it listens on; 0 came.", nameof(endPoint));

        var address = endPoint.Address.IsIPv4MappedToIPv6 ? endPoint.Address.MapToIPv4() : endPoint.Address;
        byte ipType = address.AddressFamily == AddressFamily.InterNetwork ? (byte)4 : (byte)6;
        return runtime.EncodeCall(
            Pallet, "serve_axon",
            ("netuid", netuid),
            ("version", SoftwareVersion()),
            ("ip", NumberOf(address)),
            ("port", (ushort)endPoint.Port),
            ("ip_type", ipType),
            ("protocol", AxonProtocol),
            ("placeholder1", 0),
            ("placeholder2", 0));
    }

    private static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var length = address.GetAddressBytes().Length;
        address.TryWriteBytes(bytes[(16 - length)..], out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    // The network's custom: major · 10⁶ + minor · 10³ + patch.
    private static uint SoftwareVersion()
    {
        var version = typeof(SubtensorCalls).Assembly.GetName().Version!;
        return (uint)((version.Major * 1_000_000) + (version.Minor * 1_000) + version.Build);
    }
}
