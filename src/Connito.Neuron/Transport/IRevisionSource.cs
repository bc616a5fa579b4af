using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>One place a revision may be read from.</summary>
internal interface IRevisionSource
{
    /// <summary>For messages: what and where it is.</summary>
    string Name { get; }

    /// <summary>Whether the owner's own hand put the bytes there, so that wrong ones are its fault.</summary>
    bool IsOwnersHand { get; }

    /// <summary>The list of files, as the source tells it; null when it has none.</summary>
    /// <exception cref="IOException">The source cannot be reached, or not now.</exception>
    Task<Revision?> ReadManifestAsync(RevisionRequest request, CancellationToken cancellation);

    /// <summary>The bytes of a file from <paramref name="offset"/> on.</summary>
    /// <exception cref="IOException">The source cannot be reached, or not now.</exception>
    Task<Stream> OpenAsync(RevisionRequest request, RevisionFile file, long offset, CancellationToken cancellation);
}
