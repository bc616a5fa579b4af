using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

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
