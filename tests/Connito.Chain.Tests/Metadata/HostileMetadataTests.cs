using Connito.Chain.Metadata;
using Connito.Chain.Scale;

namespace Connito.Chain.Tests.Metadata;

public class HostileMetadataTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    public void A_small_blob_returns_as_it_went_and_is_refused_when_cut_or_longer(byte version)
    {
        var blob = MetadataWriter.Write(Small(), version);
        Assert.Equal(blob, MetadataWriter.Write(RuntimeMetadata.Parse(blob) with { Extrinsic = Small().Extrinsic }, version));
        Assert.Throws<ScaleFormatException>(() => RuntimeMetadata.Parse([.. blob, 0]));
        for (var length = 0; length < blob.Length; length++)
            Assert.Throws<ScaleFormatException>(() => RuntimeMetadata.Parse(blob.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void Any_changed_byte_is_read_or_refused(byte version)
    {
        var blob = MetadataWriter.Write(Small(), version == 14 ? (byte)14 : (byte)15);
        blob[4] = version;
        for (var i = 4; i < blob.Length; i++)
        {
            for (var value = 0; value < 256; value += 5)
            {
                var altered = blob.ToArray();
                altered[i] = (byte)value;
                ParseOrRefuse(altered);
            }
        }
    }

    [Theory]
    [InlineData("343-v14")]
    [InlineData("343-v15")]
    [InlineData("424-v16")]
    public void A_recorded_blob_cut_or_changed_anywhere_is_read_or_refused(string name)
    {
        var blob = RecordedChain.Blob(name);
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            Assert.Throws<ScaleFormatException>(() => RuntimeMetadata.Parse(blob.AsSpan(0, random.Next(blob.Length))));
            var altered = blob.ToArray();
            altered[random.Next(altered.Length)] ^= (byte)random.Next(1, 256);
            ParseOrRefuse(altered);
        }
    }

    [Fact]
    public void Recorded_answers_cut_anywhere_are_refused()
    {
        var runtime = RecordedChain.Runtime("343-v15");
        var record = RecordedReadsTests.Records("state_call").Single(one => one.GetProperty("id").GetInt32() == 133);
        var bytes = RecordedReadsTests.Hex(record.GetProperty("result").GetString()!);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<ScaleFormatException>(() => runtime.DecodeRuntimeApiOutput("NeuronInfoRuntimeApi", "get_neuron", bytes.AsSpan(0, length)));
    }

    private static void ParseOrRefuse(byte[] blob)
    {
        try
        {
            var metadata = RuntimeMetadata.Parse(blob);
            for (var i = 0; i < metadata.Types.Types.Length; i++)
                Assert.NotEmpty(metadata.Types.NameOf(new TypeId(i)));
        }
        catch (ScaleFormatException fault)
        {
            Assert.NotEmpty(fault.Problem);
        }
    }

    private static RuntimeMetadata Small()
    {
        var types = new TypeExpressions();
        var number = types.Of("u16");
        var unit = types.Of("()");
        var calls = types.Define("Call", new TypeShape.Variant([TypeExpressions.Case(0, "set", TypeExpressions.Field("value", number))]));
        var account = types.Of("[u8;32]");
        var extrinsic = types.Define("UncheckedExtrinsic", new TypeShape.Composite([TypeExpressions.Field(null, types.Of("Vec<u8>"))]));
        var pair = types.Of("(u16,[u8;32])");
        StorageEntry[] entries =
        [
            new("Value", StorageModifier.Default, [], null, number, [5, 0], ["A value."]),
            new("Map", StorageModifier.Optional, [StorageHasher.Identity, StorageHasher.Blake2128Concat], pair, number, [0], []),
        ];
        var pallet = new PalletMetadata("Small", 3, new PalletStorage("Small", [.. entries]), calls, null, calls,
            [new PalletConstant("Most", number, [9, 0], [])], []);
        var api = new RuntimeApi("SmallApi", [new RuntimeApiMethod("get", [new RuntimeApiInput("value", number)], number, ["Gets."])], []);
        return new RuntimeMetadata(
            14, types.Build(), [pallet],
            new ExtrinsicMetadata([4], extrinsic, account, calls, account, unit, [new ExtensionMetadata("CheckNothing", unit, unit)]),
            unit, [api], new OuterEnums(calls, calls, calls), [new CustomValue("note", number, [1, 0])]);
    }
}
