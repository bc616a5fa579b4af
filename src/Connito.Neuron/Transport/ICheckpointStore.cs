using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>Carries checkpoints between neurons. Content is pinned by the chain; a store only moves bytes.</summary>
internal interface ICheckpointStore
{
    /// <summary>Makes a revision of this neuron, whose files are in its vault, available to others.</summary>
    /// <param name="revision">What to publish.</param>
    /// <param name="budget">Ends the trying; what was published to some by then counts, and nothing is thrown.</param>
    Task<PublishOutcome> PublishAsync(Revision revision, CancellationToken budget);

    /// <summary>Brings another's revision into this neuron's vault; files that are there already are not fetched again.</summary>
    /// <remarks>Resumes what a cut left. Returns when <paramref name="cancellation"/> ends the caller's budget, by throwing.</remarks>
    Task<FetchOutcome> FetchAsync(RevisionRequest request, CancellationToken cancellation);
}
