using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>An endpoint as the chain stores it.</summary>
internal sealed record AxonInfo(ulong Block, uint Version, UInt128 Ip, ushort Port, byte IpType, byte Protocol, byte Placeholder1, byte Placeholder2)
{
    public static Codec<AxonInfo> Codec { get; } = Codecs.Struct<AxonInfo>(
        "pallet_subtensor::pallet::AxonInfo",
        [
            ("block", Codecs.U64.Type), ("version", Codecs.U32.Type), ("ip", Codecs.U128.Type), ("port", Codecs.U16.Type), ("ip_type", Codecs.U8.Type),
            ("protocol", Codecs.U8.Type), ("placeholder1", Codecs.U8.Type), ("placeholder2", Codecs.U8.Type),
        ],
        static (writer, axon) => writer
            .WriteU64(axon.Block).WriteU32(axon.Version).WriteU128(axon.Ip).WriteU16(axon.Port).WriteU8(axon.IpType)
            .WriteU8(axon.Protocol).WriteU8(axon.Placeholder1).WriteU8(axon.Placeholder2),
        static (ref reader) => new AxonInfo(
            reader.ReadU64(), reader.ReadU32(), reader.ReadU128(), reader.ReadU16(), reader.ReadU8(), reader.ReadU8(), reader.ReadU8(), reader.ReadU8()));
}
