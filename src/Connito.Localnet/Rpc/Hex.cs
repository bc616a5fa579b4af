using Connito.Chain.Primitives;

namespace Connito.Localnet.Rpc;

/// <summary>Bytes as JSON-RPC carries them: 0x and hex digits.</summary>
internal static class Hex
{
    public static string Of(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    public static string Of(BlockHash hash) => hash.ToString();

    /// <summary>A number without leading zeros, as Substrate writes numbers in headers.</summary>
    public static string Of(uint number) => $"0x{number:x}";

    /// <exception cref="RpcFault">The text is no hex.</exception>
    public static byte[] Parse(string text)
    {
        try
        {
            return Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text);
        }
        catch (FormatException)
        {
            throw RpcFault.Params($"0x and an even number of hex digits wanted; '{(text.Length > 80 ? text[..80] + "…" : text)}' came.");
        }
    }
}
