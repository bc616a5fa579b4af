using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Scale;
using Connito.Chain.Tests.Crypto;

namespace Connito.Chain.Tests.Metadata;

public class ChainRuntimeCallTests
{
    [Theory]
    [InlineData("424-v16", "424")]
    [InlineData("343-v14", "343")]
    [InlineData("343-v15", "343")]
    public void Every_recorded_call_encodes_and_decodes(string metadata, string spec)
    {
        var runtime = RecordedChain.Runtime(metadata);
        var rows = CryptoVectors.Rows("calls.json", "calls")
            .Where(row => row.GetProperty("same_on_runtimes").EnumerateArray().Any(one => one.GetString() == spec))
            .ToArray();
        Assert.True(rows.Length >= 37);
        foreach (var row in rows)
        {
            var (pallet, call) = (row.Text("pallet"), row.Text("call"));
            var arguments = ArgumentsOf(runtime, pallet, call, row.GetProperty("args"));
            var encoded = runtime.EncodeCall(pallet, call, arguments);
            Assert.Equal(row.Text("encoded_hex"), Convert.ToHexStringLower(encoded));

            var decoded = runtime.DecodeCall(encoded);
            Assert.Equal((pallet, call, (ScaleValue)arguments), (decoded.Pallet, decoded.Name, decoded.Arguments));
        }
    }

    [Fact]
    public void A_call_is_written_as_it_is_said()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        ushort[] uids = [0, 1, 5, 255];

        var call = runtime.EncodeCall("SubtensorModule", "set_weights",
            ("netuid", 102), ("dests", uids), ("weights", new ushort[] { 65535, 32768, 1, 100 }), ("version_key", 0UL));

        Assert.Equal("0700660010000001000500ff0010ffff0080010064000000000000000000", Convert.ToHexStringLower(call));
        Assert.Equal("SubtensorModule.set_weights{netuid: 102, dests: [0, 1, 5, 255], weights: [65535, 32768, 1, 100], version_key: 0}",
            runtime.DecodeCall(call).ToString());
    }

    [Fact]
    public void A_wrong_argument_is_named_by_its_path()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        ScaleFormatException Fault(params (string, ScaleValue)[] arguments) =>
            Assert.Throws<ScaleFormatException>(() => runtime.EncodeCall("SubtensorModule", "set_weights", arguments));

        var tooLarge = Fault(("netuid", 1), ("dests", new uint[] { 1, 2, 3, 70_000 }), ("weights", Array.Empty<ushort>()), ("version_key", 0));
        Assert.Equal("SubtensorModule.set_weights.dests[3]", tooLarge.Path);
        Assert.Contains("70000", tooLarge.Message, StringComparison.Ordinal);

        var missing = Fault(("netuid", 1), ("dests", Array.Empty<ushort>()), ("weights", Array.Empty<ushort>()));
        Assert.Equal("SubtensorModule.set_weights", missing.Path);
        Assert.Contains("version_key", missing.Message, StringComparison.Ordinal);

        Assert.Contains("netuids", Fault(("netuids", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_the_runtime_lacks_is_named()
    {
        var runtime = RecordedChain.Runtime("343-v15");
        var missing = Assert.Throws<MissingInRuntimeException>(() => runtime.EncodeCall("SubtensorModule", "register_limit"));
        Assert.Equal(("call", "SubtensorModule.register_limit"), (missing.Kind, missing.Name));
    }

    private static ScaleValue.Composite ArgumentsOf(ChainRuntime runtime, string pallet, string call, JsonElement arguments)
    {
        var fields = runtime.Metadata.Call(pallet, call).Fields;
        var values = fields.Select(field => JsonValues.Read(runtime.Metadata.Types, field.Type, arguments.GetProperty(field.Name!)));
        return new ScaleValue.Composite([.. fields.Select(field => field.Name!)], [.. values]);
    }
}
