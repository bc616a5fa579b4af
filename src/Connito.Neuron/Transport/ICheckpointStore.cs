using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Neuron.Commitments;
using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>Carries checkpoints between neurons. Content is pinned by the chain; a store only moves bytes.</summary>
internal interface ICheckpointStore
{
    /// <summary>Makes a revision of this neuron, whose files are in its vault, available to others.</summary>
    Task<PublishOutcome> PublishAsync(Revision revision, CancellationToken cancellation);

    /// <summary>Brings another's revision into this neuron's vault; files that are there already are not fetched again.</summary>
    /// <remarks>Resumes what a cut left. Returns when <paramref name="cancellation"/> ends the caller's budget, by throwing.</remarks>
    Task<FetchOutcome> FetchAsync(RevisionRequest request, CancellationToken cancellation);
}

/// <summary>Asks for a revision.</summary>
/// <param name="Owner">Who published it.</param>
/// <param name="Cycle">In which cycle.</param>
/// <param name="Place">Where, and the beginning of its id, as committed.</param>
/// <param name="Names">The files it may hold; with any other it is refused.</param>
/// <param name="MaxFileBytes">Largest file that is taken.</param>
internal sealed record RevisionRequest(Hotkey Owner, uint Cycle, CommittedPlace Place, ImmutableArray<string> Names, long MaxFileBytes);

/// <summary>What came of publishing.</summary>
internal abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>Available at <paramref name="Place"/>, which fits a commitment.</summary>
    public sealed record Published(CommittedPlace Place) : PublishOutcome;

    /// <summary>Nobody took it.</summary>
    public sealed record Failed(string Reason) : PublishOutcome;
}

/// <summary>What came of fetching.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>Its files are in the vault, whole.</summary>
    public sealed record Fetched(Revision Revision) : FetchOutcome;

    /// <summary>Nobody who should have it has the pinned revision: the owner's fault.</summary>
    public sealed record Absent(string Reason) : FetchOutcome;

    /// <summary>The pinned revision is there and cannot be taken, such as for its size: the owner's fault.</summary>
    public sealed record Refused(string Reason) : FetchOutcome;

    /// <summary>Not known: the way there failed, and the owner is not to blame.</summary>
    public sealed record Unreachable(string Reason) : FetchOutcome;
}
