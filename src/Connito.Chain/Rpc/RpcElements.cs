using System.Text.Json;
using Connito.Chain.Primitives;

namespace Connito.Chain.Rpc;

/// <summary>Takes apart what a node answered; another shape than the wanted one is a <see cref="ChainException"/>.</summary>
internal static class RpcElements
{
    extension(JsonElement element)
    {
        /// <exception cref="ChainException">The node sent no object with that field.</exception>
        internal JsonElement Field(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
                ? value
                : throw Unexpected(element, $"an object with {name}");

        /// <exception cref="ChainException">The node sent no array.</exception>
        internal IReadOnlyList<JsonElement> Items() =>
            element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : throw Unexpected(element, "an array");

        /// <exception cref="ChainException">The node sent no text.</exception>
        internal string AsText() =>
            element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Unexpected(element, "a text");

        /// <exception cref="ChainException">The node sent no such number.</exception>
        internal uint AsUInt32() =>
            element.ValueKind == JsonValueKind.Number && element.TryGetUInt32(out var number)
                ? number
                : throw Unexpected(element, "a number of 32 bits");
    }

    internal static ChainException Unexpected(JsonElement came, string wanted, Exception? inner = null)
    {
        var text = came.GetRawText();
        return new($"The node was to send {wanted}; {(text.Length > 80 ? text[..80] + "…" : text)} came.", inner!);
    }
}
