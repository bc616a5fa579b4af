namespace Connito.Neuron.Demo;

/// <summary>Where a run of the demo writes.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly bool _isTemporary;

    /// <param name="path">A folder to keep, absent or empty; null: a temporary one, deleted when disposed.</param>
    /// <exception cref="NeuronException">The folder holds something.</exception>
    public DemoFolder(string? path)
    {
        _isTemporary = path is null;
        Root = Path.GetFullPath(path ?? Directory.CreateTempSubdirectory("connito-demo-").FullName);
        if (Directory.Exists(Root) && Directory.EnumerateFileSystemEntries(Root).Any())
            throw new NeuronException($"Folder {Root} is not empty: name another, or delete what an earlier run left.");

        foreach (var folder in new[] { WalletPath, TaskPath, LogPath })
            Directory.CreateDirectory(folder);
    }

    /// <summary>All of it.</summary>
    public string Root { get; }

    /// <summary>Everyone's wallet.</summary>
    public string WalletPath => Path.Combine(Root, "wallets");

    /// <summary>The task's bundle.</summary>
    public string TaskPath => Path.Combine(Root, "task");

    /// <summary>A log for each process.</summary>
    public string LogPath => Path.Combine(Root, "logs");

    /// <summary>The network's profile.</summary>
    public string ProfilePath => Path.Combine(Root, "network.json");

    /// <summary>A neuron's own folder.</summary>
    public string DataPath(string name) => Path.Combine(Root, "data", name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary)
            Directory.Delete(Root, recursive: true);
    }
}
