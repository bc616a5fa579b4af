using Connito.Neuron.Commitments;

namespace Connito.Neuron.Transport;

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
