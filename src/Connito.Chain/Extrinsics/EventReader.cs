using Connito.Chain.Metadata;
using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>Reads the events of a block by the type of System.Events.</summary>
internal sealed class EventReader(RuntimeMetadata metadata)
{
    private const string Pallet = "System";
    private const string Entry = "Events";

    public IReadOnlyList<EventRecord> Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var value = TypeDecoder.DecodeAll(metadata.Types, metadata.StorageEntry(Pallet, Entry).Value, bytes);
            return [.. value.Items.Select(RecordOf)];
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"{Pallet}.{Entry}");
        }
    }

    private static EventRecord RecordOf(ScaleValue record)
    {
        var phase = record["phase"].AsVariant();
        var pallet = record["event"].AsVariant();
        var name = pallet.Inner.AsVariant();
        uint? extrinsic = phase.Name == "ApplyExtrinsic" ? phase.Inner.AsUInt32() : null;
        return new EventRecord(extrinsic, pallet.Name, name.Name, name.Fields, record["topics"].Items);
    }
}
