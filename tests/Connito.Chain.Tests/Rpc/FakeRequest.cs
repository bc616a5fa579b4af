using System.Text.Json;

namespace Connito.Chain.Tests.Rpc;

/// <summary>One call as it came in.</summary>
internal sealed record FakeRequest(string Id, string Method, JsonElement Params)
{
    internal static FakeRequest Parse(string text)
    {
        var root = JsonDocument.Parse(text).RootElement;
        return new(root.GetProperty("id").GetRawText(), root.GetProperty("method").GetString()!, root.GetProperty("params"));
    }
}
