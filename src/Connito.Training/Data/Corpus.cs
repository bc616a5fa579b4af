using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Connito.Training.Data;

/// <summary>Documents in a fixed order.</summary>
public sealed record Corpus
{
    /// <param name="name">What it is called where people read.</param>
    /// <param name="documents">Its documents.</param>
    public Corpus(string name, ImmutableArray<Document> documents)
    {
        Name = name;
        Documents = documents;
        Identity = Hash(documents);
    }

    /// <summary>What it is called where people read.</summary>
    public string Name { get; }

    /// <summary>Its documents.</summary>
    public ImmutableArray<Document> Documents { get; }

    /// <summary>SHA-256 over all documents in order, in hexadecimal: two neurons with the same identity hold the same text.</summary>
    public string Identity { get; }

    /// <summary>Characters of all texts.</summary>
    public long CharacterCount => Documents.Sum(document => (long)document.Text.Length);

    private static string Hash(ImmutableArray<Document> documents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in documents.SelectMany(document => new[] { document.Source, document.Subject, document.Text }))
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
