using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;

namespace Connito.Chain.Tests.Metadata;

/// <summary>What was recorded on the real chain: fixtures/subtensor, which stands outside the repository.</summary>
internal static class RecordedChain
{
    private static readonly ConcurrentDictionary<string, RuntimeMetadata> Parsed = new();

    /// <summary>Finney's first block.</summary>
    public static BlockHash Genesis { get; } = BlockHash.Parse("0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03");

    public static byte[] Blob(string name)
    {
        using var file = File.OpenRead(PathOf($"metadata-{name}.hex.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.ASCII);
        return Convert.FromHexString(reader.ReadToEnd().Trim()[2..]);
    }

    public static RuntimeMetadata Metadata(string name) => Parsed.GetOrAdd(name, blob => RuntimeMetadata.Parse(Blob(blob)));

    public static ChainRuntime Runtime(string name) => new(Metadata(name), uint.Parse(name[..3]), 1, Genesis);

    public static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllBytes(PathOf(file))).RootElement;

    private static string PathOf(string file)
    {
        var folder = Folder();
        Assert.SkipUnless(folder is not null, "The recorded chain data is not here: set CONNITO_SHARED to the folder that holds fixtures/subtensor.");
        return Path.Combine(folder!, file);
    }

    private static string? Folder()
    {
        string?[] candidates = [Environment.GetEnvironmentVariable("CONNITO_SHARED"), Sibling()];
        return candidates
            .Where(shared => !string.IsNullOrEmpty(shared))
            .Select(shared => Path.Combine(shared!, "fixtures", "subtensor"))
            .FirstOrDefault(Directory.Exists);
    }

    private static string? Sibling()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Connito.sln")))
                return Path.Combine(folder.FullName, "..", "shared");
        }

        return null;
    }
}
