using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Dapper;

namespace Connito.Neuron.Store;

/// <summary>Which file of the vault is whose: the revisions this neuron made, took or was given.</summary>
internal sealed class RevisionLog(NeuronDatabase database)
{
    /// <summary>The revision of a hotkey in a cycle, or null when none of its files is here.</summary>
    public Revision? Find(Hotkey owner, uint cycle)
    {
        using var connection = database.Open();
        var files = connection
            .Query<(string Name, string Hash, long Size)>(
                "SELECT name, sha256, size_bytes FROM revision_file WHERE hotkey = @Owner AND cycle = @Cycle ORDER BY name",
                new { Owner = owner.ToString(), Cycle = (long)cycle })
            .Select(row => new RevisionFile(row.Name, FileHash.Parse(row.Hash), row.Size))
            .ToImmutableArray();
        return files.IsEmpty ? null : new Revision(owner, cycle, files);
    }

    /// <summary>Adds a file to a revision; one of the same name gives way.</summary>
    public void Put(Hotkey owner, uint cycle, RevisionFile file)
    {
        using var connection = database.Open();
        connection.Execute(
            "INSERT OR REPLACE INTO revision_file (hotkey, cycle, name, sha256, size_bytes) VALUES (@Owner, @Cycle, @Name, @Hash, @Size)",
            new { Owner = owner.ToString(), Cycle = (long)cycle, file.Name, Hash = file.Hash.Hex, Size = file.SizeBytes });
    }

    /// <summary>Replaces a revision by another, whole.</summary>
    public void Put(Revision revision)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "DELETE FROM revision_file WHERE hotkey = @Owner AND cycle = @Cycle",
            new { Owner = revision.Owner.ToString(), Cycle = (long)revision.Cycle }, transaction);
        foreach (var file in revision.Files)
        {
            connection.Execute(
                "INSERT INTO revision_file (hotkey, cycle, name, sha256, size_bytes) VALUES (@Owner, @Cycle, @Name, @Hash, @Size)",
                new { Owner = revision.Owner.ToString(), Cycle = (long)revision.Cycle, file.Name, Hash = file.Hash.Hex, Size = file.SizeBytes }, transaction);
        }

        transaction.Commit();
    }

    /// <summary>Forgets revisions of cycles before <paramref name="cycle"/>, and tells which files the others still need.</summary>
    public IReadOnlySet<FileHash> Prune(uint cycle)
    {
        using var connection = database.Open();
        connection.Execute("DELETE FROM revision_file WHERE cycle < @Cycle", new { Cycle = (long)cycle });
        return connection.Query<string>("SELECT DISTINCT sha256 FROM revision_file").Select(FileHash.Parse).ToHashSet();
    }
}
