using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;

namespace Connito.Chain.Subtensor;

/// <summary>One notification of a watched extrinsic: a word, some with a block's or an extrinsic's hash.</summary>
internal readonly record struct ExtrinsicStatus(string Kind, BlockHash Hash)
{
    internal const string InBlock = "inBlock";
    internal const string Finalized = "finalized";
    internal const string FinalityTimeout = "finalityTimeout";
    internal const string Usurped = "usurped";
    internal const string Dropped = "dropped";
    internal const string Invalid = "invalid";

    /// <summary>Words not known here keep their name, and are waited through.</summary>
    internal static ExtrinsicStatus Read(JsonElement status)
    {
        if (status.ValueKind != JsonValueKind.Object || status.GetPropertyCount() == 0)
            return new(status.ToString(), default);

        var entry = status.EnumerateObject().First();
        return entry.Value.ValueKind == JsonValueKind.String ? new(entry.Name, RpcHex.Hash(entry.Value)) : new(entry.Name, default);
    }
}
