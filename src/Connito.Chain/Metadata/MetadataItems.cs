using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Chain.Metadata;

/// <summary>Reads the parts of a metadata blob that follow its types.</summary>
internal sealed class MetadataItems(TypeRegistry types, byte version)
{
    public delegate T ReadItem<T>(ref ScaleReader reader);

    /// <summary>Reads a vector whose items take at least one byte each; a fault carries the item's place.</summary>
    public static ImmutableArray<T> ReadVector<T>(ref ScaleReader reader, string name, ReadItem<T> readItem)
    {
        var place = 0;
        try
        {
            var length = reader.ReadLength();
            // Grows as items arrive: the length is only bounded by the bytes that are left.
            var items = ImmutableArray.CreateBuilder<T>(Math.Min(length, 256));
            for (; place < length; place++)
                items.Add(readItem(ref reader));
            return items.DrainToImmutable();
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"{name}[{place}]");
        }
    }

    public static ImmutableArray<string> ReadDocumentation(ref ScaleReader reader) => ReadVector(ref reader, "docs", ReadString);

    public static string ReadString(ref ScaleReader reader) => reader.ReadString();

    public TypeId ReadType(ref ScaleReader reader) => types.Require(TypeReader.ReadTypeId(ref reader));

    public PalletMetadata ReadPallet(ref ScaleReader reader)
    {
        var name = reader.ReadString();
        try
        {
            return ReadPalletBody(ref reader, name);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(name);
        }
    }

    public ExtrinsicMetadata ReadExtrinsic(ref ScaleReader reader)
    {
        try
        {
            return version switch
            {
                14 => ReadExtrinsicV14(ref reader),
                15 => ReadExtrinsicV15(ref reader),
                _ => ReadExtrinsicV16(ref reader),
            };
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within("extrinsic");
        }
    }

    public RuntimeApi ReadApi(ref ScaleReader reader)
    {
        var name = reader.ReadString();
        var methods = ReadVector(ref reader, "methods", ReadApiMethod);
        var documentation = ReadDocumentation(ref reader);
        if (version > 15)
        {
            reader.ReadCompactU32();
            SkipDeprecation(ref reader);
        }

        return new RuntimeApi(name, methods, documentation);
    }

    public OuterEnums ReadOuterEnums(ref ScaleReader reader) => new(ReadType(ref reader), ReadType(ref reader), ReadType(ref reader));

    public CustomValue ReadCustomValue(ref ScaleReader reader) =>
        new(reader.ReadString(), ReadType(ref reader), [.. reader.ReadByteVector()]);

    private PalletMetadata ReadPalletBody(ref ScaleReader reader, string name)
    {
        var storage = reader.ReadBoolean()
            ? new PalletStorage(reader.ReadString(), ReadVector(ref reader, "storage", ReadStorageEntry))
            : null;
        var calls = ReadCases(ref reader);
        var events = ReadCases(ref reader);
        var constants = ReadVector(ref reader, "constants", ReadConstant);
        var errors = ReadCases(ref reader);
        if (version > 15)
        {
            ReadVector(ref reader, "associated types", SkipAssociatedType);
            ReadVector(ref reader, "view functions", SkipViewFunction);
        }

        var index = reader.ReadU8();
        var documentation = version > 14 ? ReadDocumentation(ref reader) : [];
        SkipDeprecation(ref reader);
        return new PalletMetadata(name, index, storage, calls, events, errors, constants, documentation);
    }

    /// <summary>Reads the type of a pallet's calls, events or errors, if it has any.</summary>
    private TypeId? ReadCases(ref ScaleReader reader)
    {
        if (!reader.ReadBoolean())
            return null;

        var type = ReadType(ref reader);
        if (types[type].Shape is not TypeShape.Variant)
            throw new ScaleFormatException($"An enum of calls, events or errors wanted; {types.NameOf(type)} came.");
        if (version > 15)
            ReadVector(ref reader, "deprecation", SkipCaseDeprecation);
        return type;
    }

    private StorageEntry ReadStorageEntry(ref ScaleReader reader)
    {
        var name = reader.ReadString();
        var modifier = (StorageModifier)ReadTag(ref reader, "storage modifier", 1);
        ImmutableArray<StorageHasher> hashers = [];
        TypeId? key = null;
        if (ReadTag(ref reader, "storage entry kind", 1) == 1)
        {
            hashers = ReadVector(ref reader, "hashers", static (ref ScaleReader hasher) => (StorageHasher)ReadTag(ref hasher, "hasher", 6));
            key = ReadType(ref reader);
            RequireKeys(hashers, key.Value);
        }

        var value = ReadType(ref reader);
        ImmutableArray<byte> absent = [.. reader.ReadByteVector()];
        var documentation = ReadDocumentation(ref reader);
        SkipDeprecation(ref reader);
        return new StorageEntry(name, modifier, hashers, key, value, absent, documentation);
    }

    private void RequireKeys(ImmutableArray<StorageHasher> hashers, TypeId key)
    {
        if (hashers.Length != 1 && !(types[key].Shape is TypeShape.Tuple(var keys) && keys.Length == hashers.Length))
            throw new ScaleFormatException($"A key for each of {hashers.Length} hashers wanted; {types.NameOf(key)} came.");
    }

    private PalletConstant ReadConstant(ref ScaleReader reader)
    {
        var name = reader.ReadString();
        var type = ReadType(ref reader);
        ImmutableArray<byte> value = [.. reader.ReadByteVector()];
        var documentation = ReadDocumentation(ref reader);
        SkipDeprecation(ref reader);
        return new PalletConstant(name, type, value, documentation);
    }

    private ExtrinsicMetadata ReadExtrinsicV14(ref ScaleReader reader)
    {
        var type = ReadType(ref reader);
        var formatVersion = reader.ReadU8();
        var parameters = types[type].Parameters;
        TypeId? Parameter(string name) => parameters.FirstOrDefault(parameter => parameter.Name == name)?.Type;
        return new ExtrinsicMetadata(
            [formatVersion], type, Parameter("Address"), Parameter("Call"), Parameter("Signature"), Parameter("Extra"), ReadExtensions(ref reader));
    }

    private ExtrinsicMetadata ReadExtrinsicV15(ref ScaleReader reader)
    {
        var formatVersion = reader.ReadU8();
        return new ExtrinsicMetadata(
            [formatVersion], null, ReadType(ref reader), ReadType(ref reader), ReadType(ref reader), ReadType(ref reader), ReadExtensions(ref reader));
    }

    private ExtrinsicMetadata ReadExtrinsicV16(ref ScaleReader reader)
    {
        ImmutableArray<byte> versions = [.. reader.ReadByteVector()];
        var (address, call, signature) = (ReadType(ref reader), ReadType(ref reader), ReadType(ref reader));
        var selections = ReadVector(ref reader, "extension versions", ReadExtensionSelection);
        var all = ReadExtensions(ref reader);
        // Extrinsics of format 4 carry the extensions of version 0.
        var (_, places) = selections.FirstOrDefault(selection => selection.Version == 0, (0, [.. Enumerable.Range(0, all.Length)]));
        if (places.Any(place => place >= all.Length))
            throw new ScaleFormatException($"Extensions 0 to {all.Length - 1} wanted; {places.Max()} came.");
        return new ExtrinsicMetadata(versions, null, address, call, signature, null, [.. places.Select(place => all[place])]);
    }

    private static (byte Version, ImmutableArray<int> Places) ReadExtensionSelection(ref ScaleReader reader) =>
        (reader.ReadU8(), ReadVector(ref reader, "extensions", static (ref ScaleReader place) => (int)Math.Min(place.ReadCompactU32(), int.MaxValue)));

    private ImmutableArray<ExtensionMetadata> ReadExtensions(ref ScaleReader reader) => ReadVector(ref reader, "extensions", ReadExtension);

    private ExtensionMetadata ReadExtension(ref ScaleReader reader) => new(reader.ReadString(), ReadType(ref reader), ReadType(ref reader));

    private RuntimeApiMethod ReadApiMethod(ref ScaleReader reader)
    {
        var name = reader.ReadString();
        var inputs = ReadVector(ref reader, "inputs", ReadApiInput);
        var output = ReadType(ref reader);
        var documentation = ReadDocumentation(ref reader);
        SkipDeprecation(ref reader);
        return new RuntimeApiMethod(name, inputs, output, documentation);
    }

    private RuntimeApiInput ReadApiInput(ref ScaleReader reader) => new(reader.ReadString(), ReadType(ref reader));

    private string SkipAssociatedType(ref ScaleReader reader)
    {
        var name = reader.ReadString();
        ReadType(ref reader);
        ReadDocumentation(ref reader);
        return name;
    }

    private string SkipViewFunction(ref ScaleReader reader)
    {
        reader.ReadBytes(32);
        return ReadApiMethod(ref reader).Name;
    }

    private static byte SkipCaseDeprecation(ref ScaleReader reader)
    {
        var index = reader.ReadU8();
        SkipDeprecationNote(ref reader, ReadTag(ref reader, "deprecation status", 2));
        return index;
    }

    private void SkipDeprecation(ref ScaleReader reader)
    {
        if (version > 15)
            SkipDeprecationNote(ref reader, ReadTag(ref reader, "deprecation status", 2));
    }

    private static void SkipDeprecationNote(ref ScaleReader reader, byte status)
    {
        if (status != 2)
            return;

        reader.ReadString();
        if (reader.ReadBoolean())
            reader.ReadString();
    }

    private static byte ReadTag(ref ScaleReader reader, string what, byte most)
    {
        var tag = reader.ReadU8();
        return tag <= most ? tag : throw new ScaleFormatException($"A {what} of 0 to {most} wanted; {tag} came.");
    }
}
