using System.Globalization;
using System.Text.Json;

namespace Connito.Neuron.Commitments;

/// <summary>What a commitment's JSON says, whoever wrote it: each field under its short or its long name, absent ones null.</summary>
/// <remarks>
/// As tolerant as the network's own reader (unknown names are passed over, integers may come as "5", "5.0", 1e3 or true), but
/// bounded: a number beyond 64 bits refuses the commitment.
/// </remarks>
internal sealed record CommitmentFields
{
    // Beyond the chain's own cap there is nothing to read; the limit keeps a hostile node's answer small.
    private const int LongestPayload = 1024;

    public string? SignedHash { get; private init; }

    public string? ModelHash { get; private init; }

    public long? Version { get; private init; }

    public long? ExpertGroup { get; private init; }

    public long? Seed { get; private init; }

    public string? Location { get; private init; }

    public string? Revision { get; private init; }

    /// <summary>Reads a payload; false with the reason for what is not such JSON.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> payload, out CommitmentFields fields, out string reason)
    {
        fields = new CommitmentFields();
        if (payload.Length > LongestPayload)
        {
            reason = $"{payload.Length} bytes, at most {LongestPayload} are read";
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(payload);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                reason = $"a JSON object wanted, {document.RootElement.ValueKind} came";
                return false;
            }

            fields = From(document.RootElement);
            reason = "";
            return true;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            reason = failure.Message;
            return false;
        }
    }

    private static CommitmentFields From(JsonElement json) => new()
    {
        SignedHash = Text(json, "m", "signed_model_hash"),
        ModelHash = Text(json, "h", "model_hash"),
        Version = Integer(json, "v", "global_ver"),
        ExpertGroup = Integer(json, "e", "expert_group"),
        Seed = Integer(json, "s", "miner_seed"),
        Location = Text(json, "r", "hf_repo_id"),
        Revision = Text(json, "rv", "hf_revision"),
    };

    // The short name wins, even when it holds null.
    private static JsonElement? Field(JsonElement json, string alias, string name) =>
        json.TryGetProperty(alias, out var value) || json.TryGetProperty(name, out value)
            ? value.ValueKind == JsonValueKind.Null ? null : value
            : null;

    private static string? Text(JsonElement json, string alias, string name) => Field(json, alias, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => throw new FormatException($"field {alias}: text wanted, {value.ValueKind} came"),
    };

    private static long? Integer(JsonElement json, string alias, string name) => Field(json, alias, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => 1,
        { ValueKind: JsonValueKind.False } => 0,
        { ValueKind: JsonValueKind.Number } value => Whole(alias, value.GetRawText()),
        { ValueKind: JsonValueKind.String } value => Whole(alias, value.GetString()!.Trim().Replace("_", "", StringComparison.Ordinal)),
        { } value => throw new FormatException($"field {alias}: an integer wanted, {value.ValueKind} came"),
    };

    private static long Whole(string alias, string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal number) || number != decimal.Truncate(number))
            throw new FormatException($"field {alias}: an integer wanted, '{text}' came");
        return checked((long)number);
    }
}
