using Connito.Chain.Primitives;

namespace Connito.Neuron.Transport;

/// <summary>Whether a request may go on.</summary>
internal abstract record RequestVerdict
{
    private RequestVerdict()
    {
    }

    /// <summary>Made by a registered hotkey, for us, now and once.</summary>
    public sealed record Allowed(Hotkey Hotkey) : RequestVerdict;

    /// <summary>Not to be served.</summary>
    /// <param name="Status">The HTTP status that says so.</param>
    /// <param name="Reason">For the asker and the log.</param>
    public sealed record Denied(int Status, string Reason) : RequestVerdict;
}
