using Connito.Chain.Subtensor;
using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>A validator's axon as a place to read a revision from.</summary>
internal sealed class AxonSource(AxonClient client, NeuronInfo axon) : IRevisionSource
{
    /// <inheritdoc/>
    public string Name => $"axon of uid {axon.Uid} at {axon.Axon!.EndPoint}";

    /// <inheritdoc/>
    public bool IsOwnersHand => false;

    /// <inheritdoc/>
    public async Task<Revision?> ReadManifestAsync(RevisionRequest request, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(axon, AxonEndpoints.PathOf(request.Owner, request.Cycle), offset: 0, cancellation);
        if (answer is null)
            return null;

        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        byte[] json = new byte[RevisionManifest.LargestBytes + 1];
        int read = await body.ReadAtLeastAsync(json, json.Length, throwOnEndOfStream: false, cancellation);
        return read <= RevisionManifest.LargestBytes && RevisionManifest.Read(json.AsSpan(0, read), request) is { } revision
            ? revision
            : throw new IOException($"{Name} gave no list of files.");
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(RevisionRequest request, RevisionFile file, long offset, CancellationToken cancellation)
    {
        var answer = await client.GetAsync(axon, AxonEndpoints.PathOf(request.Owner, request.Cycle, file.Name), offset, cancellation)
            ?? throw new IOException($"{Name} lists {file.Name} and does not have it.");
        return await answer.Content.ReadAsStreamAsync(cancellation);
    }
}
