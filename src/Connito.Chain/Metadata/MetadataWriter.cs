using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>Writes metadata as a node serves it: version 14, or 15 with the runtime APIs.</summary>
public static class MetadataWriter
{
    /// <summary>The blob from <c>meta</c> on; reading it gives the same model.</summary>
    /// <param name="metadata">What is written.</param>
    /// <param name="version">14 or 15.</param>
    /// <exception cref="ScaleFormatException">The model lacks what that version names.</exception>
    public static byte[] Write(RuntimeMetadata metadata, byte version = 14)
    {
        if (version is not (14 or 15))
            throw new ScaleFormatException($"Metadata is written as version 14 or 15; {version} came.");

        var writer = new ScaleWriter().WriteBytes(MetadataReader.Magic).WriteU8(version);
        TypeWriter.WriteTypes(writer, metadata.Types.Types);
        WriteVector(writer, metadata.Pallets, (target, pallet) => WritePallet(target, pallet, version));
        WriteExtrinsic(writer, metadata.Extrinsic, version);
        WriteType(writer, metadata.RuntimeType, "the runtime's own type");
        if (version == 14)
            return writer.ToArray();

        WriteVector(writer, metadata.Apis, WriteApi);
        WriteType(writer, metadata.OuterEnums?.Call, "the enum of calls");
        WriteType(writer, metadata.OuterEnums?.Event, "the enum of events");
        WriteType(writer, metadata.OuterEnums?.Error, "the enum of errors");
        WriteVector(writer, metadata.CustomValues, (target, value) =>
            WriteType(target.WriteString(value.Name), value.Type).WriteByteVector(value.Value.AsSpan()));
        return writer.ToArray();
    }

    internal static void WriteVector<T>(ScaleWriter writer, ImmutableArray<T> items, Action<ScaleWriter, T> writeItem)
    {
        writer.WriteCompact(items.Length);
        foreach (var item in items)
            writeItem(writer, item);
    }

    internal static void WriteStrings(ScaleWriter writer, ImmutableArray<string> texts) =>
        WriteVector(writer, texts, static (target, text) => target.WriteString(text));

    internal static ScaleWriter WriteType(ScaleWriter writer, TypeId type) => writer.WriteCompact(type.Value);

    private static ScaleWriter WriteType(ScaleWriter writer, TypeId? type, string what) => type is { } known
        ? WriteType(writer, known)
        : throw new ScaleFormatException($"A model with {what} wanted, which this version names; it has none.");

    private static void WritePallet(ScaleWriter writer, PalletMetadata pallet, byte version)
    {
        writer.WriteString(pallet.Name).WriteBoolean(pallet.Storage is not null);
        if (pallet.Storage is { } storage)
            WriteVector(writer.WriteString(storage.Prefix), storage.Entries, WriteEntry);

        WriteOptionalType(writer, pallet.Calls);
        WriteOptionalType(writer, pallet.Events);
        WriteVector(writer, pallet.Constants, WriteConstant);
        WriteOptionalType(writer, pallet.Errors);
        writer.WriteU8(pallet.Index);
        if (version > 14)
            WriteStrings(writer, pallet.Documentation);
    }

    private static void WriteOptionalType(ScaleWriter writer, TypeId? type)
    {
        writer.WriteBoolean(type is not null);
        if (type is { } known)
            WriteType(writer, known);
    }

    private static void WriteEntry(ScaleWriter writer, StorageEntry entry)
    {
        writer.WriteString(entry.Name).WriteU8((byte)entry.Modifier).WriteBoolean(entry.Key is not null);
        if (entry.Key is { } key)
        {
            WriteVector(writer, entry.Hashers, static (target, hasher) => target.WriteU8((byte)hasher));
            WriteType(writer, key);
        }

        WriteStrings(WriteType(writer, entry.Value).WriteByteVector(entry.Default.AsSpan()), entry.Documentation);
    }

    private static void WriteConstant(ScaleWriter writer, PalletConstant constant) => WriteStrings(
        WriteType(writer.WriteString(constant.Name), constant.Type).WriteByteVector(constant.Value.AsSpan()), constant.Documentation);

    private static void WriteExtrinsic(ScaleWriter writer, ExtrinsicMetadata extrinsic, byte version)
    {
        if (version == 14)
            WriteType(writer, extrinsic.Type, "the extrinsic's type");
        writer.WriteU8(extrinsic.Versions.IsEmpty ? (byte)4 : extrinsic.Versions[0]);
        if (version > 14)
        {
            WriteType(writer, extrinsic.Address, "the signer's type");
            WriteType(writer, extrinsic.Call, "the call's type");
            WriteType(writer, extrinsic.Signature, "the signature's type");
            WriteType(writer, extrinsic.Extra, "the type of all extensions together");
        }

        WriteVector(writer, extrinsic.Extensions, static (target, extension) =>
            WriteType(WriteType(target.WriteString(extension.Identifier), extension.Extra), extension.Additional));
    }

    private static void WriteApi(ScaleWriter writer, RuntimeApi api)
    {
        WriteVector(writer.WriteString(api.Name), api.Methods, static (target, method) =>
        {
            WriteVector(target.WriteString(method.Name), method.Inputs, static (inner, input) => WriteType(inner.WriteString(input.Name), input.Type));
            WriteStrings(WriteType(target, method.Output), method.Documentation);
        });
        WriteStrings(writer, api.Documentation);
    }
}
