using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>Takes a revision from a source into the vault, believing nothing it says.</summary>
internal sealed class RevisionFetcher(FileVault vault, RevisionLog revisions, TransportOptions options, TimeProvider time, ILogger<RevisionFetcher> log)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Fetches what is wanted from one source, with a few tries.</summary>
    public async Task<FetchOutcome> FetchAsync(IRevisionSource source, RevisionRequest request, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryFetchAsync(source, request, cancellation);
            }
            catch (Exception failure) when (failure is IOException or HttpRequestException or TimeoutException)
            {
                if (attempt == options.Attempts)
                    return new FetchOutcome.Unreachable($"{source.Name}: {failure.Message}");
                log.FetchRetried(source.Name, attempt, failure.Message);
            }

            await Task.Delay(options.RetryPause * attempt, time, cancellation);
        }
    }

    private async Task<FetchOutcome> TryFetchAsync(IRevisionSource source, RevisionRequest request, CancellationToken cancellation)
    {
        var told = await source.ReadManifestAsync(request, cancellation);
        if (told is null)
            return new FetchOutcome.Absent($"{source.Name} has nothing of {request.Owner} in cycle {request.Cycle}");
        if (Refusal(told, request) is { } refusal)
            return refusal;

        foreach (var file in told.Files)
        {
            if (!vault.Contains(file.Hash) && await TakeAsync(source, request, file, cancellation) is { } fault)
                return fault;
        }

        revisions.Put(told);
        return new FetchOutcome.Fetched(told);
    }

    private FetchOutcome? Refusal(Revision told, RevisionRequest request)
    {
        if (told.ShortId != request.Place.Revision)
            return new FetchOutcome.Absent($"revision {request.Place.Revision} of {request.Owner} was committed, {told.ShortId} is there");
        if (told.Files.FirstOrDefault(file => !request.Names.Contains(file.Name)) is { } odd)
            return new FetchOutcome.Refused($"it holds '{odd.Name}'; wanted are {string.Join(", ", request.Names)}");
        if (told.Files.DistinctBy(file => file.Name).Count() != told.Files.Length)
            return new FetchOutcome.Refused("a file is listed twice");
        if (told.Files.FirstOrDefault(file => file.SizeBytes <= 0 || file.SizeBytes > request.MaxFileBytes) is { } large)
            return new FetchOutcome.Refused($"{large.Name} has {large.SizeBytes} bytes, 1 to {request.MaxFileBytes} are taken");
        return vault.HasRoomFor(told.Files.Sum(file => file.SizeBytes)) ? null : new FetchOutcome.Unreachable("the disk here is full");
    }

    private async Task<FetchOutcome?> TakeAsync(IRevisionSource source, RevisionRequest request, RevisionFile file, CancellationToken cancellation)
    {
        string partial = vault.PartialPathOf(file.Hash, request.Owner.ToString());
        await AppendAsync(source, request, file, partial, cancellation);
        var came = await FileHash.OfFileAsync(partial, cancellation);
        if (came == file.Hash)
        {
            await vault.AdoptAsync(partial, file.Hash, cancellation);
            return null;
        }

        File.Delete(partial);
        string reason = $"{source.Name}: {file.Name} should have SHA-256 {file.Hash} and has {came}";
        return source.IsOwnersHand ? new FetchOutcome.Refused(reason) : new FetchOutcome.Unreachable(reason);
    }

    private async Task AppendAsync(
        IRevisionSource source, RevisionRequest request, RevisionFile file, string partial, CancellationToken cancellation)
    {
        await using var target = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write);
        if (target.Length > file.SizeBytes)
            target.SetLength(0);
        target.Seek(0, SeekOrigin.End);
        if (target.Position == file.SizeBytes)
            return;

        await using var bytes = await source.OpenAsync(request, file, target.Position, cancellation);
        byte[] buffer = new byte[BufferBytes];
        while (target.Position < file.SizeBytes)
        {
            int read = await ReadAsync(bytes, buffer, cancellation);
            if (read == 0)
                throw new IOException($"{source.Name} ended {file.Name} at {target.Position} of {file.SizeBytes} bytes.");
            if (target.Position + read > file.SizeBytes)
                throw new IOException($"{source.Name} sends more than the {file.SizeBytes} bytes it told of {file.Name}.");
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }

    // A sender that falls silent is given up; the caller's own budget bounds one that trickles.
    private async Task<int> ReadAsync(Stream bytes, byte[] buffer, CancellationToken cancellation)
    {
        using var stall = new CancellationTokenSource(options.StallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stall.Token);
        try
        {
            return await bytes.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new IOException($"nothing came for {options.StallTimeout.TotalSeconds:0} s.");
        }
    }
}
