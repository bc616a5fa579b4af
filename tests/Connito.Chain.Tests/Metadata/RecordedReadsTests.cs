using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Tests.Crypto;
using Connito.Chain.Tests.Storage;

namespace Connito.Chain.Tests.Metadata;

/// <summary>Answers recorded on the real chain, against what an independent decoder made of them.</summary>
public class RecordedReadsTests
{
    private static readonly string[] OpaqueGroups = ["get_commitment", "get_subnet_hyperparameters", "neurons", "neurons_lite"];

    [Fact]
    public void Every_recorded_value_decodes_to_what_was_recorded()
    {
        var runtime = RecordedChain.Runtime("343-v15");
        var reads = Records("state_getStorageAt");
        Assert.NotEmpty(reads);
        foreach (var record in reads)
        {
            var decoded = record.GetProperty("decoded");
            var item = runtime.Storage(decoded.Text("pallet"), decoded.Text("item"));
            var keys = StorageItemTests.KeysOf(runtime, item, decoded.GetProperty("keys"));
            var key = Hex(record.GetProperty("params")[0].GetString()!);
            Assert.Equal(key, item.Key(keys));
            Assert.Equal(keys, item.DecodeKey(key));

            var bytes = record.GetProperty("result").GetString() is { } hex ? Hex(hex) : null;
            var value = item.Decode(bytes);
            if (bytes is null)
                Assert.Equal(item.Entry.Modifier == StorageModifier.Optional, value is null);
            else
                AssertValue(runtime, item.Entry.Value, decoded.GetProperty("value"), bytes);
        }
    }

    [Fact]
    public void Every_recorded_page_of_keys_decodes()
    {
        var runtime = RecordedChain.Runtime("343-v15");
        var count = 0;
        foreach (var record in Records("state_getKeysPaged"))
        {
            var decoded = record.GetProperty("decoded");
            var item = runtime.Storage(decoded.Text("pallet"), decoded.Text("item"));
            var prefix = item.Key(StorageItemTests.KeysOf(runtime, item, decoded.GetProperty("prefix_keys")));
            Assert.Equal(Hex(record.GetProperty("params")[0].GetString()!), prefix);
            foreach (var (hex, keys) in record.GetProperty("result").EnumerateArray().Zip(decoded.GetProperty("keys").EnumerateArray()))
            {
                Assert.Equal(StorageItemTests.KeysOf(runtime, item, keys), item.DecodeKey(Hex(hex.GetString()!)));
                count++;
            }
        }

        Assert.True(count > 300, $"{count} keys");
    }

    [Fact]
    public void Every_recorded_set_of_changes_decodes()
    {
        var runtime = RecordedChain.Runtime("343-v15");
        var count = 0;
        foreach (var record in Records("state_queryStorageAt"))
        {
            var changes = record.GetProperty("result")[0].GetProperty("changes").EnumerateArray();
            foreach (var (change, decoded) in changes.Zip(record.GetProperty("decoded").EnumerateArray()))
            {
                var item = runtime.Storage(decoded[0].GetString()!, decoded[1].GetString()!);
                Assert.Equal(StorageItemTests.KeysOf(runtime, item, decoded[2]), item.DecodeKey(Hex(change[0].GetString()!)));
                AssertValue(runtime, item.Entry.Value, decoded[3], Hex(change[1].GetString()!));
                count++;
            }
        }

        Assert.True(count > 300, $"{count} values");
    }

    [Theory]
    [InlineData("343-v15")]
    [InlineData("424-v16")]
    public void Every_recorded_runtime_call_decodes_to_its_last_byte(string name)
    {
        var runtime = RecordedChain.Runtime(name);
        var count = 0;
        foreach (var record in Records("state_call").Where(record => !OpaqueGroups.Contains(record.Text("group"))))
        {
            var parts = record.GetProperty("params")[0].GetString()!.Split('_', 2);
            var bytes = Hex(record.Text("result"));
            var value = runtime.DecodeRuntimeApiOutput(parts[0], parts[1], bytes);
            var method = runtime.Metadata.ApiMethod(parts[0], parts[1]);
            Assert.Equal(bytes, runtime.Encode(method.Output, value));
            if (record.GetProperty("decoded").TryGetProperty("value", out var expected))
                AssertValue(runtime, method.Output, expected, bytes);
            count++;
        }

        Assert.Equal(6, count);
    }

    [Fact]
    public void The_recorded_metagraph_has_its_known_facts()
    {
        var runtime = RecordedChain.Runtime("343-v15");
        var neurons = Records("state_call").Single(record => record.GetProperty("id").GetInt32() == 209);
        var value = runtime.DecodeRuntimeApiOutput("NeuronInfoRuntimeApi", "get_neurons_lite", Hex(neurons.Text("result")));
        Assert.Equal(1024, value.Items.Length);
        Assert.Equal(Enumerable.Range(0, 1024), value.Items.Select(neuron => (int)neuron["uid"].AsUInt16()));
        Assert.Equal("0100", Convert.ToHexStringLower(runtime.EncodeRuntimeApiInput("NeuronInfoRuntimeApi", "get_neurons_lite", 1)));
    }

    private static void AssertValue(ChainRuntime runtime, TypeId type, JsonElement expected, byte[] bytes)
    {
        var value = runtime.Decode(type, bytes);
        Assert.Equal(JsonValues.Read(runtime.Metadata.Types, type, expected), value);
        Assert.Equal(bytes, runtime.Encode(type, value));
    }

    internal static JsonElement[] Records(string method) =>
        [.. RecordedChain.Json("recorded-rpc.json").GetProperty("records").EnumerateArray()
            .Where(record => record.Text("method") == method && record.TryGetProperty("decoded", out _) && record.TryGetProperty("result", out _))];

    internal static byte[] Hex(string text) => Convert.FromHexString(text[2..]);
}
