using System.Text.Json;
using Connito.Chain.Primitives;

namespace Connito.Localnet.Rpc;

/// <summary>A call's parameters by place; what is missing at the end counts as null.</summary>
internal readonly struct RpcParams(JsonElement array)
{
    /// <summary>The parameter at that place, or null.</summary>
    public JsonElement? Optional(int place) =>
        array.ValueKind == JsonValueKind.Array && place < array.GetArrayLength() && array[place].ValueKind != JsonValueKind.Null ? array[place] : null;

    /// <exception cref="RpcFault">It is missing, or no text.</exception>
    public string Text(int place) => Optional(place) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : throw RpcFault.Params($"A string wanted as parameter {place}.");

    public string? OptionalText(int place) => Optional(place) is null ? null : Text(place);

    /// <exception cref="RpcFault">It is missing, or no hex.</exception>
    public byte[] Bytes(int place) => Hex.Parse(Text(place));

    public byte[]? OptionalBytes(int place) => Optional(place) is null ? null : Bytes(place);

    /// <exception cref="RpcFault">It is there, and no block hash.</exception>
    public BlockHash? OptionalHash(int place) => Optional(place) is null ? null
        : BlockHash.TryParse(Text(place), out var hash) ? hash
        : throw RpcFault.Params($"A block hash wanted as parameter {place}; '{Text(place)}' came.");

    /// <exception cref="RpcFault">It is missing, or no number of that range; hex texts count as numbers.</exception>
    public uint Number(int place) => Optional(place) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetUInt32(out var value) => value,
        { ValueKind: JsonValueKind.String } text when text.GetString() is ['0', 'x', ..] digits
            && uint.TryParse(digits.AsSpan(2), System.Globalization.NumberStyles.HexNumber, null, out var value) => value,
        _ => throw RpcFault.Params($"A number of 0 to {uint.MaxValue} wanted as parameter {place}."),
    };

    public uint? OptionalNumber(int place) => Optional(place) is null ? null : Number(place);

    /// <summary>A list of hex texts.</summary>
    /// <exception cref="RpcFault">It is missing, or something else.</exception>
    public List<byte[]> ByteLists(int place) => Optional(place) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => Hex.Parse(item.GetString() ?? throw RpcFault.Params($"Hex texts wanted in parameter {place}.")))]
        : throw RpcFault.Params($"A list of hex texts wanted as parameter {place}.");

    /// <exception cref="RpcFault">It is missing, or no account.</exception>
    public AccountId Account(int place) => AccountId.TryParse(Text(place), out var account)
        ? account
        : throw RpcFault.Params($"An SS58 address with prefix 42 wanted as parameter {place}; '{Text(place)}' came.");
}
