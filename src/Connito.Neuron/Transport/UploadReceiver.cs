using System.Collections.Concurrent;
using Connito.Chain.Primitives;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>Takes the shards that miners upload to this validator's axon: in their phases, within their size, one at a time a hotkey.</summary>
/// <remarks>What a cut left stays, and the next request of the same file goes on behind it. Nothing counts before its hash does.</remarks>
internal sealed class UploadReceiver(
    FileVault vault, RevisionLog revisions, PhaseClock clock, NetworkProfile profile, ExpectedUpload expected, TransportOptions options,
    ILogger<UploadReceiver> log) : IDisposable
{
    private readonly ConcurrentDictionary<Hotkey, bool> _busy = new();
    private readonly SemaphoreSlim _slots = new(options.ConcurrentUploads);

    /// <summary>Largest body that can be of use.</summary>
    public long LargestBytes => profile.Limits.ShardBytes;

    /// <summary>How many bytes of a file are here.</summary>
    public long Received(Hotkey owner, FileHash hash)
    {
        if (vault.Contains(hash))
            return new FileInfo(vault.PathOf(hash)).Length;
        var partial = new FileInfo(vault.PartialPathOf(hash, owner.ToString()));
        return partial.Exists ? partial.Length : 0;
    }

    /// <summary>Takes a body, which holds the bytes <paramref name="range"/> of the file.</summary>
    public async Task<UploadAnswer> ReceiveAsync(UploadRequest upload, ByteRange range, Stream body, CancellationToken cancellation)
    {
        if (Refusal(upload, range) is { } refusal)
            return refusal;
        if (!_busy.TryAdd(upload.Owner, true))
            return new UploadAnswer(429, "another upload of this hotkey runs");
        if (!await _slots.WaitAsync(TimeSpan.Zero, cancellation))
        {
            _busy.TryRemove(upload.Owner, out _);
            return new UploadAnswer(503, "too many uploads run; try again");
        }

        try
        {
            return await TakeAsync(upload, range, body, cancellation);
        }
        finally
        {
            _slots.Release();
            _busy.TryRemove(upload.Owner, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private UploadAnswer? Refusal(UploadRequest upload, ByteRange range)
    {
        if (upload.Name != expected.Name)
            return new UploadAnswer(400, $"a file named {expected.Name} is wanted");
        if (range.Total > profile.Limits.ShardBytes)
            return new UploadAnswer(413, $"{range.Total} bytes, at most {profile.Limits.ShardBytes} are taken");
        if (clock.Head is not { } head)
            return new UploadAnswer(503, "this axon has not seen a block yet");

        var now = clock.Schedule.At(head.Number);
        if (now.Cycle.Index != upload.Cycle || now.Phase is not (CyclePhase.MinerCommit1 or CyclePhase.MinerCommit2))
            return new UploadAnswer(403, $"shards of cycle {now.Cycle} are taken in MinerCommit1 and MinerCommit2; it is {now.Phase}, and cycle {upload.Cycle} came");
        return vault.HasRoomFor(range.Total) ? null : new UploadAnswer(507, "the disk here is full");
    }

    private async Task<UploadAnswer> TakeAsync(UploadRequest upload, ByteRange range, Stream body, CancellationToken cancellation)
    {
        string owner = upload.Owner.ToString();
        if (!vault.Contains(upload.Hash))
        {
            vault.DeletePartials(owner, kept: upload.Hash);
            string partial = vault.PartialPathOf(upload.Hash, owner);
            await using (var target = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write))
            {
                // All of it may be here already, from a process that ended before it could hash it.
                if (target.Length != range.From && target.Length != range.Total)
                    return new UploadAnswer(409, $"{target.Length} bytes are here, the body begins at {range.From}");
                target.Seek(0, SeekOrigin.End);
                if (target.Length != range.Total && await AppendAsync(body, target, range, cancellation) is { } fault)
                    return fault;
            }

            if (range.To + 1 < range.Total)
                return new UploadAnswer(202, "more is wanted");
            if (await FileHash.OfFileAsync(partial, cancellation) is var came && came != upload.Hash)
            {
                File.Delete(partial);
                return new UploadAnswer(422, $"SHA-256 {upload.Hash} was announced, {came} came");
            }

            await vault.AdoptAsync(partial, upload.Hash, cancellation);
        }

        revisions.Put(upload.Owner, upload.Cycle, new RevisionFile(upload.Name, upload.Hash, new FileInfo(vault.PathOf(upload.Hash)).Length));
        log.UploadComplete(upload.Owner, upload.Name, range.Total, upload.Cycle);
        return new UploadAnswer(201, "taken");
    }

    private static async Task<UploadAnswer?> AppendAsync(Stream body, FileStream target, ByteRange range, CancellationToken cancellation)
    {
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            int read = await body.ReadAsync(buffer, cancellation);
            if (read == 0)
                return target.Position == range.To + 1 ? null : new UploadAnswer(400, $"the body ended at {target.Position} of {range.To + 1} bytes");
            if (target.Position + read > range.To + 1)
                return new UploadAnswer(400, "the body is longer than its range");
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }
}

/// <param name="Name">The one file name that miners of this validator's group upload.</param>
internal sealed record ExpectedUpload(string Name);

/// <param name="Owner">Who signed the request.</param>
/// <param name="Cycle">For which cycle.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Hash">Of the whole file.</param>
internal sealed record UploadRequest(Hotkey Owner, uint Cycle, string Name, FileHash Hash);

/// <param name="Status">HTTP status: 201 whole, 202 more wanted, else refused.</param>
/// <param name="Reason">In words.</param>
internal sealed record UploadAnswer(int Status, string Reason);
