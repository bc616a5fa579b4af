namespace Connito.Neuron.Store;

/// <summary>A neuron's folder, held by one process at a time until it ends, however it ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Creates the folder where it is absent, and locks it.</summary>
    /// <exception cref="NeuronException">Another process holds it.</exception>
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
        try
        {
            _lock = new FileStream(System.IO.Path.Combine(Path, "neuron.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new NeuronException($"Folder {Path} belongs to a running neuron: stop it, or give this one another --data folder.", failure);
        }
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>The database's file.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, "neuron.db");

    /// <summary>Files by the hash of their content.</summary>
    public string VaultPath => VaultPathIn(Path);

    /// <summary>Where the files of a folder lie, whoever holds it.</summary>
    public static string VaultPathIn(string path) => System.IO.Path.Combine(path, "files");

    /// <summary>What is being made; survives a restart.</summary>
    public string WorkPath => System.IO.Path.Combine(Path, "work");

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
