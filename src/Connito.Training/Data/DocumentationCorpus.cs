using System.Collections.Immutable;

namespace Connito.Training.Data;

/// <summary>Real text that every machine with the .NET SDK has: the documentation of its public types, a document a type.</summary>
/// <remarks>
/// A statement that stands in several places is kept where it comes first, so no statement is in both corpora, and none is both
/// trained on and held out. Another version of the SDK holds other text: compare <see cref="Corpus.Identity"/>.
/// </remarks>
public sealed record DocumentationCorpus
{
    private DocumentationCorpus(Corpus general, Corpus task)
    {
        General = general;
        Task = task;
    }

    /// <summary>All documents outside the task's domain.</summary>
    public Corpus General { get; }

    /// <summary>The documents of the task's domain.</summary>
    public Corpus Task { get; }

    /// <summary>Reads all packs; takes a second or two.</summary>
    /// <param name="packs">Where the documentation is.</param>
    /// <param name="domain">The task; the web framework unless given.</param>
    /// <param name="cancellation">Ends it between files.</param>
    /// <exception cref="TrainingException">A file is not XML documentation, or one of the corpora would be empty.</exception>
    public static DocumentationCorpus Read(DotnetPacks packs, DocumentationDomain? domain = null, CancellationToken cancellation = default)
    {
        domain ??= DocumentationDomain.AspNetCore;
        var documents = ReadDocuments(packs, cancellation).ToLookup(document => domain.Contains(document.Subject));
        return new(ToCorpus("general", documents[false]), ToCorpus(domain.Name, documents[true]));
    }

    private static Corpus ToCorpus(string name, IEnumerable<Document> documents) => documents.ToImmutableArray() is { IsEmpty: false } found
        ? new Corpus(name, found)
        : throw new TrainingException($"The documentation has no text for the corpus '{name}'. Name other namespaces.");

    private static IEnumerable<Document> ReadDocuments(DotnetPacks packs, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in packs.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            var assembly = Path.GetFileNameWithoutExtension(file);
            var types = DocumentationFile.Read(file).Where(statement => seen.Add(statement.Text)).GroupBy(statement => statement.Type);
            foreach (var type in types)
                yield return new Document(assembly, type.Key, string.Join('\n', type.Select(statement => statement.Text)));
        }
    }
}
