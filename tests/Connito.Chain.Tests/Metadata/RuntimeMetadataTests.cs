using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Scale;

namespace Connito.Chain.Tests.Metadata;

public class RuntimeMetadataTests
{
    [Theory]
    [InlineData("219-v14", 14)]
    [InlineData("343-v14", 14)]
    [InlineData("343-v15", 15)]
    [InlineData("393-v16", 16)]
    [InlineData("424-v16", 16)]
    public void A_recorded_blob_parses_to_its_last_byte(string name, byte version)
    {
        var metadata = RecordedChain.Metadata(name);
        Assert.Equal(version, metadata.Version);
        Assert.Contains("Commitments", metadata.Pallets.Select(pallet => pallet.Name));
        Assert.Equal(version > 14, metadata.Apis.Any(api => api.Name == "NeuronInfoRuntimeApi"));
        Assert.Equal([4], metadata.Extrinsic.Versions.Where(one => one == 4));
        var spec = RecordedChain.Runtime(name).Constant("System", "Version")["spec_version"];
        Assert.Equal(name[..3], spec.ToString());
    }

    [Fact]
    public void Runtime_424_is_what_an_independent_decoder_found()
    {
        var expected = RecordedChain.Json("runtime-424.json");
        var metadata = RecordedChain.Metadata("424-v16");

        Assert.Equal(
            expected.GetProperty("pallets").EnumerateArray().Select(row => (row[0].GetByte(), row[1].GetString()!)),
            metadata.Pallets.Select(pallet => (pallet.Index, pallet.Name)));
        foreach (var pallet in expected.GetProperty("calls").EnumerateObject())
            Assert.Equal(pallet.Value.EnumerateArray().Select(ExpectedCall), metadata.CasesOf(metadata.Pallet(pallet.Name).Calls).OrderBy(call => call.Index).Select(call => Call(metadata, call)));
        foreach (var pallet in expected.GetProperty("errors").EnumerateObject())
        {
            Assert.Equal(
                pallet.Value.EnumerateArray().Select(row => (row[0].GetByte(), row[1].GetString()!)),
                metadata.CasesOf(metadata.Pallet(pallet.Name).Errors).OrderBy(error => error.Index).Select(error => (error.Index, error.Name)));
        }

        foreach (var pallet in expected.GetProperty("storage").EnumerateObject())
        {
            var storage = metadata.Pallet(pallet.Name).Storage!;
            Assert.Equal(pallet.Value.GetProperty("prefix").GetString(), storage.Prefix);
            Assert.Equal(pallet.Value.GetProperty("items").EnumerateArray().Select(ExpectedEntry), storage.Entries.Select(entry => Entry(metadata, entry)));
        }

        Assert.Equal(expected.GetProperty("runtime_apis").EnumerateArray().SelectMany(ExpectedMethods), metadata.Apis.SelectMany(api => Methods(metadata, api)));
        foreach (var pallet in expected.GetProperty("constants").EnumerateObject())
        {
            Assert.Equal(
                pallet.Value.EnumerateArray().Select(row => (row[0].GetString()!, row[1].GetString()!, row[2].GetString()!)),
                metadata.Pallet(pallet.Name).Constants.Select(one => (one.Name, Name(metadata, one.Type), Convert.ToHexStringLower(one.Value.AsSpan()))));
        }
    }

    [Fact]
    public void Other_bytes_are_refused()
    {
        Assert.Throws<ScaleFormatException>(() => RuntimeMetadata.Parse([]));
        Assert.Throws<ScaleFormatException>(() => RuntimeMetadata.Parse("meta"u8));
        Assert.Throws<ScaleFormatException>(() => RuntimeMetadata.Parse([.. "meta"u8, 13, 0, 0]));
        Assert.Throws<ScaleFormatException>(() => RuntimeMetadata.Parse([.. "atem"u8, 14, 0, 0]));
    }

    private static string ExpectedCall(JsonElement call) =>
        $"{call.GetProperty("index")} {call.GetProperty("name")}({string.Join(", ", call.GetProperty("args").EnumerateArray().Select(one => $"{one[0]}: {one[1]}"))})";

    private static string Call(RuntimeMetadata metadata, TypeVariant call) =>
        $"{call.Index} {call.Name}({string.Join(", ", call.Fields.Select(field => $"{field.Name}: {Name(metadata, field.Type)}"))})";

    private static string ExpectedEntry(JsonElement entry)
    {
        string Listed(string name) => entry.TryGetProperty(name, out var items) ? string.Join(",", items.EnumerateArray().Select(item => item.GetString())) : "";
        return $"{entry.GetProperty("name")} {entry.GetProperty("modifier")} {entry.GetProperty("default")} " +
            $"[{Listed("hashers").Replace("_", "", StringComparison.Ordinal)}] [{Listed("keys")}] {entry.GetProperty("value")}";
    }

    private static string Entry(RuntimeMetadata metadata, StorageEntry entry)
    {
        TypeId[] keys = entry switch
        {
            { Key: null } => [],
            { Hashers.Length: > 1, Key: { } tuple } => [.. ((TypeShape.Tuple)metadata.Types[tuple].Shape).Items],
            { Key: { } only } => [only],
        };
        return $"{entry.Name} {entry.Modifier} {Convert.ToHexStringLower(entry.Default.AsSpan())} " +
            $"[{string.Join(",", entry.Hashers)}] [{string.Join(",", keys.Select(key => Name(metadata, key)))}] {Name(metadata, entry.Value)}";
    }

    private static IEnumerable<string> ExpectedMethods(JsonElement api) => api.GetProperty("methods").EnumerateArray().Select(method =>
        $"{api.GetProperty("api")}_{method.GetProperty("name")}({string.Join(", ", method.GetProperty("inputs").EnumerateArray().Select(one => $"{one[0]}: {one[1]}"))}) -> {method.GetProperty("output")}");

    private static IEnumerable<string> Methods(RuntimeMetadata metadata, RuntimeApi api) => api.Methods.Select(method =>
        $"{api.Name}_{method.Name}({string.Join(", ", method.Inputs.Select(one => $"{one.Name}: {Name(metadata, one.Type)}"))}) -> {Name(metadata, method.Output)}");

    /// <summary>The recorded names show the subnet's own number types as the primitives inside them.</summary>
    private static string Name(RuntimeMetadata metadata, TypeId type) => metadata.Types.NameOf(type)
        .Replace("NetUid", "u16", StringComparison.Ordinal)
        .Replace("MechId", "u8", StringComparison.Ordinal)
        .Replace("TaoBalance", "u64", StringComparison.Ordinal)
        .Replace("AlphaBalance", "u64", StringComparison.Ordinal);
}
