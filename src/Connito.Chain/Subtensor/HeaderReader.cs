using System.Text.Json;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>Reads a header as the node sends it, which leaves out the block's own hash.</summary>
internal static class HeaderReader
{
    /// <exception cref="ChainException">The node sent no header.</exception>
    internal static BlockHeader Read(JsonElement header)
    {
        var number = RpcHex.Number(header.Field("number"));
        var parent = RpcHex.Hash(header.Field("parentHash"));
        return new(new(number), HashOf(header, number, parent), parent);
    }

    // Asking the node for the hash by number could name another block after a reorganisation.
    private static BlockHash HashOf(JsonElement header, uint number, BlockHash parent)
    {
        var logs = header.Field("digest").Field("logs").Items();
        var writer = new ScaleWriter()
            .WriteBytes(parent.ToArray())
            .WriteCompact(number)
            .WriteBytes(RpcHex.Bytes(header.Field("stateRoot")))
            .WriteBytes(RpcHex.Bytes(header.Field("extrinsicsRoot")))
            .WriteCompact(logs.Count);
        foreach (var log in logs)
            writer.WriteBytes(RpcHex.Bytes(log));
        return new(Blake2b.Hash(writer.WrittenSpan, 32));
    }
}
