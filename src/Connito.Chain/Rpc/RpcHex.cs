using System.Globalization;
using System.Text.Json;
using Connito.Chain.Primitives;

namespace Connito.Chain.Rpc;

/// <summary>Bytes, hashes and numbers as a node writes them: hex text after 0x.</summary>
internal static class RpcHex
{
    internal static string Of(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <exception cref="ChainException">The node sent something else.</exception>
    internal static byte[] Bytes(JsonElement value)
    {
        var text = Text(value);
        try
        {
            return Convert.FromHexString(text.AsSpan(2));
        }
        catch (FormatException error)
        {
            throw RpcElements.Unexpected(value, "hex after 0x", error);
        }
    }

    /// <summary>The bytes, or null for JSON's null.</summary>
    /// <exception cref="ChainException">The node sent something else.</exception>
    internal static byte[]? BytesOrNull(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : Bytes(value);

    /// <exception cref="ChainException">The node sent something else.</exception>
    internal static BlockHash Hash(JsonElement value) => BlockHash.Parse(Text(value));

    /// <summary>A quantity without leading zeros, such as <c>0x68</c>.</summary>
    /// <exception cref="ChainException">The node sent something else.</exception>
    internal static uint Number(JsonElement value) =>
        uint.TryParse(Text(value).AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RpcElements.Unexpected(value, "hex after 0x");

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.StartsWith("0x", StringComparison.Ordinal)
            ? text
            : throw RpcElements.Unexpected(value, "hex after 0x");
}
