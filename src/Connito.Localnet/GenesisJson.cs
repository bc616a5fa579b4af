using System.Text.Json;
using System.Text.Json.Serialization;
using Connito.Chain.Primitives;

namespace Connito.Localnet;

/// <summary>The genesis file's JSON; accounts are SS58 addresses, amounts are in TAO.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(AccountIdConverter), typeof(HotkeyConverter), typeof(ColdkeyConverter), typeof(NetuidConverter)])]
[JsonSerializable(typeof(Genesis))]
internal sealed partial class GenesisJson : JsonSerializerContext;

internal sealed class AccountIdConverter : JsonConverter<AccountId>
{
    public static AccountId ReadAccount(ref Utf8JsonReader reader) =>
        reader.GetString() is { } text && AccountId.TryParse(text, out var account)
            ? account
            : throw new JsonException($"An SS58 address with prefix 42 wanted; '{reader.GetString()}' came.");

    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadAccount(ref reader);

    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class HotkeyConverter : JsonConverter<Hotkey>
{
    public override Hotkey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(AccountIdConverter.ReadAccount(ref reader));

    public override void Write(Utf8JsonWriter writer, Hotkey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class ColdkeyConverter : JsonConverter<Coldkey>
{
    public override Coldkey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(AccountIdConverter.ReadAccount(ref reader));

    public override void Write(Utf8JsonWriter writer, Coldkey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class NetuidConverter : JsonConverter<Netuid>
{
    public override Netuid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetUInt16());

    public override void Write(Utf8JsonWriter writer, Netuid value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
