using System.Text.Json;
using Connito.Neuron.Commitments;
using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>A folder that all neurons of one machine or network drive share. It keeps no one from reading early: for trusted peers.</summary>
/// <param name="root">The folder.</param>
/// <param name="vault">This neuron's own files.</param>
/// <param name="fetcher">Takes and checks.</param>
internal sealed class FolderCheckpointStore(string root, FileVault vault, RevisionFetcher fetcher) : ICheckpointStore
{
    private const string Location = "folder";
    private const string ManifestName = "revision.json";

    /// <inheritdoc/>
    public async Task<PublishOutcome> PublishAsync(Revision revision, CancellationToken budget)
    {
        string folder = FolderOf(revision.Owner.ToString(), revision.Cycle);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in revision.Files)
                await CopyAsync(vault.PathOf(file.Hash), Path.Combine(folder, file.Name), budget);

            // The list comes last: whoever sees it sees whole files.
            byte[] manifest = JsonSerializer.SerializeToUtf8Bytes(RevisionManifest.Of(revision), TransportJson.Default.RevisionManifest);
            await WriteAsync(manifest, Path.Combine(folder, ManifestName), budget);
            return new PublishOutcome.Published(new CommittedPlace(Location, revision.ShortId));
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return new PublishOutcome.Failed("the time was up");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new PublishOutcome.Failed($"Folder {folder}: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome> FetchAsync(RevisionRequest request, CancellationToken cancellation) =>
        request.Place.Location == Location
            ? await fetcher.FetchAsync(new Source(this), request, cancellation)
            : new FetchOutcome.Absent($"location '{request.Place.Location}' is not '{Location}'");

    private string FolderOf(string hotkey, uint cycle) => Path.Combine(root, hotkey, cycle.ToString());

    private static async Task CopyAsync(string from, string to, CancellationToken cancellation)
    {
        await using var source = File.OpenRead(from);
        await using (var target = File.Create(to + ".tmp"))
            await source.CopyToAsync(target, cancellation);
        File.Move(to + ".tmp", to, overwrite: true);
    }

    private static async Task WriteAsync(byte[] bytes, string path, CancellationToken cancellation)
    {
        await File.WriteAllBytesAsync(path + ".tmp", bytes, cancellation);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    private sealed class Source(FolderCheckpointStore store) : IRevisionSource
    {
        public string Name => $"folder {store.FolderName}";

        public bool IsOwnersHand => true;

        public async Task<Revision?> ReadManifestAsync(RevisionRequest request, CancellationToken cancellation)
        {
            string path = Path.Combine(store.FolderOf(request.Owner.ToString(), request.Cycle), ManifestName);
            if (!File.Exists(path) || new FileInfo(path).Length > RevisionManifest.LargestBytes)
                return null;
            return RevisionManifest.Read(await File.ReadAllBytesAsync(path, cancellation), request);
        }

        public Task<Stream> OpenAsync(RevisionRequest request, RevisionFile file, long offset, CancellationToken cancellation)
        {
            // The name was held to the list of valid ones: no path gets out of the folder. A link in it is not followed out either.
            string path = Path.Combine(store.FolderOf(request.Owner.ToString(), request.Cycle), file.Name);
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null })
                throw new IOException($"no plain file {file.Name}.");
            var stream = File.OpenRead(path);
            stream.Seek(offset, SeekOrigin.Begin);
            return Task.FromResult<Stream>(stream);
        }
    }

    private string FolderName => root;
}
