using Connito.Chain.Scale;
using Connito.Chain.Tests.Metadata;

namespace Connito.Chain.Tests.Extrinsics;

public class EventRecordTests
{
    // ApplyExtrinsic(2), System.ExtrinsicFailed with Module{7, 29}, weight (1, 2), Normal, Yes, no topics: written by hand from the layout.
    private const string Failed = "0002000000" + "0001" + "03071d000000" + "0408" + "0000" + "00";

    [Fact]
    public void A_failed_extrinsic_names_its_error()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        var record = Assert.Single(runtime.DecodeEvents(Convert.FromHexString($"04{Failed}")));
        Assert.True(record.Is("System", "ExtrinsicFailed"));
        Assert.Equal(2u, record.ExtrinsicIndex);
        var error = runtime.DescribeError(record.Fields["dispatch_error"]);
        Assert.Equal("SubtensorModule.SettingWeightsTooFast", error.Name);
        Assert.NotEmpty(error.Documentation);
    }

    [Theory]
    [InlineData("BadOrigin")]
    [InlineData("Token.FundsUnavailable")]
    [InlineData("Arithmetic.Overflow")]
    public void Errors_outside_of_pallets_have_names_too(string name)
    {
        var runtime = RecordedChain.Runtime("343-v14");
        var error = name.Split('.') switch
        {
            [var only] => ScaleValue.Case(only, ReadOnlySpan<ScaleValue>.Empty),
            var parts => ScaleValue.Case(parts[0], ScaleValue.Case(parts[1], ReadOnlySpan<ScaleValue>.Empty)),
        };
        Assert.Equal(name, runtime.DescribeError(error).Name);
    }

    [Fact]
    public void An_error_number_that_the_runtime_lacks_stays_a_number()
    {
        var runtime = RecordedChain.Runtime("343-v14");
        ScaleValue Module(int index, byte error) =>
            ScaleValue.Case("Module", ScaleValue.Struct(("index", index), ("error", new byte[] { error, 0, 0, 0 })));
        Assert.Equal("SubtensorModule.Error250", runtime.DescribeError(Module(7, 250)).Name);
        Assert.Equal("Module250.Error3", runtime.DescribeError(Module(250, 3)).Name);
    }

    [Fact]
    public void Events_cut_anywhere_are_refused_with_the_place()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        var events = Convert.FromHexString($"08{Failed}{Failed}");
        Assert.Equal(2, runtime.DecodeEvents(events).Count);
        for (var length = 0; length < events.Length; length++)
        {
            var fault = Assert.Throws<ScaleFormatException>(() => runtime.DecodeEvents(events.AsSpan(0, length)));
            Assert.StartsWith("System.Events", fault.Path, StringComparison.Ordinal);
        }
    }
}
