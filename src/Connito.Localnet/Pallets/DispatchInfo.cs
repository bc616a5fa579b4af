using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>What an extrinsic cost, as its success and failure events carry it.</summary>
/// <param name="PaysFee">Whether the signer paid.</param>
internal readonly record struct DispatchInfo(bool PaysFee)
{
    /// <summary>Every call weighs the same here: the chain is paced by its timer, not by weight.</summary>
    public const ulong RefTime = 10_000_000;

    public static TypeDescription WeightType { get; } = new TypeDescription.Composite(
        "sp_weights::weight_v2::Weight", [new("ref_time", Codecs.CompactU64.Type), new("proof_size", Codecs.CompactU64.Type)], []);

    public static TypeDescription ClassType { get; } = new TypeDescription.Variant(
        "frame_support::dispatch::DispatchClass", [new(0, "Normal", []), new(1, "Operational", []), new(2, "Mandatory", [])], []);

    public static Codec<DispatchInfo> Codec { get; } = Codecs.Struct<DispatchInfo>(
        "frame_system::DispatchEventInfo",
        [
            ("weight", WeightType), ("class", ClassType),
            ("pays_fee", new TypeDescription.Variant("frame_support::dispatch::Pays", [new(0, "Yes", []), new(1, "No", [])], [])),
        ],
        static (writer, info) => writer.WriteCompact(RefTime).WriteCompact(0).WriteU8(0).WriteU8(info.PaysFee ? (byte)0 : (byte)1),
        static (ref reader) =>
        {
            _ = reader.ReadCompact();
            _ = reader.ReadCompact();
            _ = reader.ReadU8();
            return new DispatchInfo(reader.ReadU8() == 0);
        });
}
