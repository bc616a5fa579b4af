using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>A revision's list of files, as it is stored and served.</summary>
internal sealed record RevisionManifest(ImmutableArray<RevisionManifest.Entry> Files)
{
    /// <summary>No honest list is larger.</summary>
    public const int LargestBytes = 16 * 1024;

    /// <summary>The list of <paramref name="revision"/>.</summary>
    public static RevisionManifest Of(Revision revision) =>
        new([.. revision.Files.Select(file => new Entry(file.Name, file.Hash.Hex, file.SizeBytes))]);

    /// <summary>Reads a list; null for what is none.</summary>
    public static Revision? Read(ReadOnlySpan<byte> json, RevisionRequest request)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, TransportJson.Default.RevisionManifest);
            if (manifest is null || manifest.Files.IsDefault)
                return null;
            return new Revision(request.Owner, request.Cycle,
                [.. manifest.Files.Select(entry => new RevisionFile(entry.Name, FileHash.Parse(entry.Sha256), entry.SizeBytes))]);
        }
        catch (Exception failure) when (failure is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <param name="Name">The file's name.</param>
    /// <param name="Sha256">Of its content, 64 hex digits.</param>
    /// <param name="SizeBytes">Of its content.</param>
    internal sealed record Entry(string Name, string Sha256, long SizeBytes);
}

/// <summary>Generated reader and writer of what the transport sends.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RevisionManifest))]
internal sealed partial class TransportJson : JsonSerializerContext;
