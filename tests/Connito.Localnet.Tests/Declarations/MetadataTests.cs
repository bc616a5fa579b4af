using System.IO.Compression;
using System.Text;
using Connito.Chain.Metadata;
using Connito.Localnet.Blocks;

namespace Connito.Localnet.Tests.Declarations;

public class MetadataTests
{
    private static readonly LocalRuntime Runtime = new(Genesis.Development(), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    public void Metadata_reads_back(int version)
    {
        var blob = version == 14 ? Runtime.MetadataV14 : Runtime.MetadataV15;

        var metadata = RuntimeMetadata.Parse(blob);

        Assert.Equal(version, metadata.Version);
        Assert.Equal(blob, MetadataWriter.Write(metadata, (byte)version));
        Assert.Equal(13, metadata.Extrinsic.Extensions.Length);
    }

    [Fact]
    public void Calls_events_and_errors_stand_where_Subtensor_has_them()
    {
        var (ours, theirs) = (RuntimeMetadata.Parse(Runtime.MetadataV14), Subtensor());
        foreach (var pallet in ours.Pallets)
        {
            var other = theirs.Pallet(pallet.Name);
            Assert.Equal(other.Index, pallet.Index);
            Compare(ours, theirs, pallet.Name, ours.CasesOf(pallet.Calls), theirs.CasesOf(other.Calls));
            Compare(ours, theirs, pallet.Name, ours.CasesOf(pallet.Events), theirs.CasesOf(other.Events));
            Compare(ours, theirs, pallet.Name, ours.CasesOf(pallet.Errors), theirs.CasesOf(other.Errors));
        }
    }

    [Fact]
    public void Storage_has_Subtensors_keys_types_and_defaults()
    {
        var (ours, theirs) = (RuntimeMetadata.Parse(Runtime.MetadataV14), Subtensor());
        foreach (var pallet in ours.Pallets.Where(pallet => pallet.Storage is not null))
            foreach (var entry in pallet.Storage!.Entries)
            {
                var other = theirs.StorageEntry(pallet.Name, entry.Name);
                var place = $"{pallet.Name}.{entry.Name}";
                Assert.Equal($"{place}: {string.Join(',', other.Hashers)}", $"{place}: {string.Join(',', entry.Hashers)}");
                Assert.Equal($"{place}: {other.Modifier}", $"{place}: {entry.Modifier}");
                Assert.Equal($"{place}: {Describe(theirs, other.Key)}", $"{place}: {Describe(ours, entry.Key)}");
                Assert.Equal($"{place}: {Describe(theirs, other.Value)}", $"{place}: {Describe(ours, entry.Value)}");
                Assert.Equal($"{place}: {Convert.ToHexString(other.Default.AsSpan())}", $"{place}: {Convert.ToHexString(entry.Default.AsSpan())}");
            }
    }

    [Fact]
    public void Signed_extensions_are_Subtensors()
    {
        var (ours, theirs) = (RuntimeMetadata.Parse(Runtime.MetadataV14), Subtensor());
        Assert.Equal(
            theirs.Extrinsic.Extensions.Select(extension => $"{extension.Identifier}: {Describe(theirs, extension.Extra)}, {Describe(theirs, extension.Additional)}"),
            ours.Extrinsic.Extensions.Select(extension => $"{extension.Identifier}: {Describe(ours, extension.Extra)}, {Describe(ours, extension.Additional)}"));
    }

    private static void Compare(
        RuntimeMetadata ours, RuntimeMetadata theirs, string pallet, IEnumerable<TypeVariant> cases, IReadOnlyList<TypeVariant> others)
    {
        foreach (var one in cases)
        {
            var other = others.Single(candidate => candidate.Name == one.Name);
            Assert.Equal($"{pallet}.{Describe(theirs, other)}", $"{pallet}.{Describe(ours, one)}");
        }
    }

    private static string Describe(RuntimeMetadata metadata, TypeVariant one) =>
        $"{one.Index} {one.Name}({string.Join(", ", one.Fields.Select(field => $"{field.Name}: {Describe(metadata, field.Type)}"))})";

    private static string Describe(RuntimeMetadata metadata, TypeId? type) => type is { } id ? Describe(metadata, id, 0) : "";

    /// <summary>The bytes' layout, without the names of wrappers and of types that hold events of pallets we lack.</summary>
    private static string Describe(RuntimeMetadata metadata, TypeId type, int depth)
    {
        var unwrapped = metadata.Types.Unwrap(type);
        var shape = metadata.Types[unwrapped].Shape;
        return shape switch
        {
            _ when metadata.Types[unwrapped].Name == "RuntimeEvent" || depth > 8 => metadata.Types[unwrapped].Name,
            TypeShape.Composite(var fields) => $"{{{string.Join(", ", fields.Select(field => $"{field.Name}: {Describe(metadata, field.Type, depth + 1)}"))}}}",
            TypeShape.Variant(var cases) => string.Join(" | ", cases.OrderBy(one => one.Index).Select(one =>
                $"{one.Index} {one.Name}({string.Join(", ", one.Fields.Select(field => $"{field.Name}: {Describe(metadata, field.Type, depth + 1)}"))})")),
            TypeShape.Sequence(var item) => $"Vec<{Describe(metadata, item, depth + 1)}>",
            TypeShape.Array(var length, var item) => $"[{Describe(metadata, item, depth + 1)}; {length}]",
            TypeShape.Tuple(var items) => $"({string.Join(", ", items.Select(item => Describe(metadata, item, depth + 1)))})",
            TypeShape.Compact(var inner) => $"Compact<{Describe(metadata, inner, depth + 1)}>",
            TypeShape.Primitive(var kind) => kind.ToString(),
            _ => shape.ToString(),
        };
    }

    private static RuntimeMetadata Subtensor()
    {
        const string Name = "metadata-424-v16.hex.gz";
        var path = Path.Combine(SharedFolder(), "fixtures", "subtensor", Name);
        Assert.SkipUnless(File.Exists(path), $"The recorded metadata '{Name}' is not on this machine.");
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.ASCII);
        return RuntimeMetadata.Parse(Convert.FromHexString(text.ReadToEnd().Trim()[2..]));
    }

    /// <summary>Recordings stand beside the repository, or where CONNITO_SHARED says.</summary>
    private static string SharedFolder()
    {
        if (Environment.GetEnvironmentVariable("CONNITO_SHARED") is { } named)
            return named;

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Connito.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.Parent?.FullName ?? "", "shared");
    }
}
