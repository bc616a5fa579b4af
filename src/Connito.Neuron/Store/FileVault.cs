namespace Connito.Neuron.Store;

/// <summary>Files under the hash of their content: whole or not there, and never changed.</summary>
internal sealed class FileVault
{
    private readonly string _folder;
    private readonly long _freeDiskBytes;

    /// <param name="folder">Where the files lie; created.</param>
    /// <param name="freeDiskBytes">Disk that stays free whatever arrives.</param>
    public FileVault(string folder, long freeDiskBytes)
    {
        _folder = folder;
        _freeDiskBytes = freeDiskBytes;
        Directory.CreateDirectory(PartialFolder);
    }

    private string PartialFolder => Path.Combine(_folder, "partial");

    /// <summary>Where the file lies, or would.</summary>
    public string PathOf(FileHash hash) => Path.Combine(_folder, hash.Hex[..2], hash.Hex);

    /// <summary>Whether it is there, whole.</summary>
    public bool Contains(FileHash hash) => File.Exists(PathOf(hash));

    /// <summary>Where bytes that should become <paramref name="hash"/> are gathered; survives a cut and a restart.</summary>
    /// <param name="hash">What they should become.</param>
    /// <param name="owner">Keeps strangers from writing into one another's file.</param>
    public string PartialPathOf(FileHash hash, string owner) => Path.Combine(PartialFolder, $"{owner}.{hash.Hex}");

    /// <summary>A fresh path in the vault's folder, to write a file that is then adopted.</summary>
    public string NewPath() => Path.Combine(PartialFolder, $"{Guid.NewGuid():N}.new");

    /// <summary>Takes a finished file in under its hash; the path is gone afterwards.</summary>
    /// <exception cref="NeuronException"><paramref name="expected"/> was given and the content is another; the file is deleted.</exception>
    public async Task<FileHash> AdoptAsync(string path, FileHash? expected, CancellationToken cancellation)
    {
        var hash = await FileHash.OfFileAsync(path, cancellation);
        if (expected is { } wanted && wanted != hash)
        {
            File.Delete(path);
            throw new NeuronException($"A file with SHA-256 {wanted} was wanted, {hash} came.");
        }

        // The name must not outlive a power cut that the bytes do not.
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
            file.Flush(flushToDisk: true);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(hash))!);
        File.Move(path, PathOf(hash), overwrite: true);
        return hash;
    }

    /// <summary>Whether <paramref name="sizeBytes"/> more fit while the disk keeps its reserve.</summary>
    public bool HasRoomFor(long sizeBytes) =>
        new DriveInfo(Path.GetFullPath(_folder)).AvailableFreeSpace - sizeBytes >= _freeDiskBytes;

    /// <summary>Deletes partial files of <paramref name="owner"/> save the one that becomes <paramref name="kept"/>.</summary>
    public void DeletePartials(string owner, FileHash? kept = null)
    {
        foreach (string path in Directory.EnumerateFiles(PartialFolder, $"{owner}.*"))
        {
            if (kept is null || path != PartialPathOf(kept.Value, owner))
                File.Delete(path);
        }
    }

    /// <summary>Deletes files written before <paramref name="before"/>: whole ones that are not in <paramref name="kept"/>, and partial ones.</summary>
    /// <returns>How many whole files went.</returns>
    public int Prune(IReadOnlySet<FileHash> kept, DateTimeOffset before)
    {
        foreach (string path in Directory.EnumerateFiles(PartialFolder))
        {
            if (File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
                File.Delete(path);
        }

        int deleted = 0;
        foreach (string path in Directory.EnumerateDirectories(_folder).SelectMany(Directory.EnumerateFiles))
        {
            if (FileHash.TryParse(Path.GetFileName(path), out var hash) && !kept.Contains(hash) && File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            {
                File.Delete(path);
                deleted++;
            }
        }

        return deleted;
    }
}
