using System.Collections.Immutable;
using Connito.Chain.Scale;
using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>The records of <c>System.Events</c>: each the bytes of its phase, its event and its topics, which are none.</summary>
internal static class EventRecord
{
    private static readonly TypeDescription Phase = new TypeDescription.Variant(
        "frame_system::Phase",
        [new(0, "ApplyExtrinsic", [new(null, Codecs.U32.Type)]), new(1, "Finalization", []), new(2, "Initialization", [])],
        []);

    /// <summary>The enum over all pallets' events, filled in where the metadata is put together.</summary>
    public static TypeDescription OuterEvent { get; } = new TypeDescription.Variant("node_subtensor_runtime::RuntimeEvent", [], []);

    public static Codec<ImmutableArray<byte[]>> Codec { get; } = new(
        new TypeDescription.Sequence(new TypeDescription.Composite(
            "frame_system::EventRecord",
            [new("phase", Phase), new("event", OuterEvent), new("topics", new TypeDescription.Sequence(Codecs.Hash.Type))],
            // polkadot-js finds the enum of events by the first parameter.
            [new("E", OuterEvent), new("T", Codecs.Hash.Type)])),
        static (writer, records) =>
        {
            writer.WriteCompact(records.Length);
            foreach (var record in records)
                writer.WriteBytes(record);
        },
        static (ref reader) => throw new NotSupportedException("Records are collected while a block is made and never read back."));

    /// <summary>An event of the extrinsic at that index; of the block's beginning for null.</summary>
    public static byte[] Of(uint? extrinsic, byte[] runtimeEvent)
    {
        var writer = new ScaleWriter();
        _ = extrinsic is { } index ? writer.WriteU8(0).WriteU32(index) : writer.WriteU8(2);
        return writer.WriteBytes(runtimeEvent).WriteCompact(0).ToArray();
    }
}
