namespace Connito.Chain.Wallets;

/// <summary>Files that only their owner may read, written whole or not at all, and never over another.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;

    /// <exception cref="WalletExistsException">There is a file at <paramref name="path"/>; it stays as it is.</exception>
    /// <exception cref="WalletException">The folder or the file cannot be written.</exception>
    internal static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            CreateFolder(folder);
            WriteThenMove(temporary, path, content);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new WalletExistsException(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WalletException(path, $"{path} cannot be written: {exception.Message}");
        }
    }

    private static void WriteThenMove(string temporary, string path, ReadOnlySpan<byte> content)
    {
        try
        {
            WriteThrough(temporary, content);
            File.Move(temporary, path, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void WriteThrough(string path, ReadOnlySpan<byte> content)
    {
        // No buffer of the stream's own: it would keep a copy of the secret.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnlyFile;
        using var stream = new FileStream(path, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    // One folder at a time: .NET gives the mode to the last folder alone.
    private static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        if (Path.GetDirectoryName(path) is { } parent)
            CreateFolder(parent);

        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnlyFolder);
    }
}
