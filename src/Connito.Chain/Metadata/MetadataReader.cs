using Connito.Chain.Scale;
using static Connito.Chain.Metadata.MetadataItems;

namespace Connito.Chain.Metadata;

/// <summary>Reads metadata blobs of versions 14, 15 and 16 into one model.</summary>
internal static class MetadataReader
{
    /// <summary>The first four bytes of every blob.</summary>
    public static ReadOnlySpan<byte> Magic => "meta"u8;

    public static RuntimeMetadata Read(ReadOnlySpan<byte> blob)
    {
        var reader = new ScaleReader(blob);
        if (blob.Length < 5 || !reader.ReadBytes(4).SequenceEqual(Magic))
            throw new ScaleFormatException($"A blob that begins with 'meta' wanted; {blob.Length} other bytes came.");

        var version = reader.ReadU8();
        if (version is < 14 or > 16)
            throw new ScaleFormatException($"Metadata of version 14, 15 or 16 wanted; version {version} came.");

        var types = new TypeRegistry(TypeReader.ReadTypes(ref reader));
        var items = new MetadataItems(types, version);
        var pallets = ReadVector(ref reader, "pallets", items.ReadPallet);
        var extrinsic = items.ReadExtrinsic(ref reader);
        TypeId? runtimeType = version < 16 ? items.ReadType(ref reader) : null;
        var apis = version > 14 ? ReadVector(ref reader, "apis", items.ReadApi) : [];
        var outerEnums = version > 14 ? items.ReadOuterEnums(ref reader) : null;
        var custom = version > 14 ? ReadVector(ref reader, "custom", items.ReadCustomValue) : [];
        reader.EnsureEnd();
        return new RuntimeMetadata(version, types, pallets, extrinsic, runtimeType, apis, outerEnums, custom);
    }
}
