using System.Text.Json;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Commitments;

/// <param name="Location">The repository, or the transport's name for a place.</param>
/// <param name="Revision">Seven hex digits that pin its content.</param>
internal sealed record CommittedPlace(string Location, string Revision)
{
    /// <summary>Characters of a revision on the chain.</summary>
    public const int RevisionCharacters = 7;

    internal void WriteTo(Utf8JsonWriter json, LimitProfile limits)
    {
        if (Location.Length > limits.LocationCharacters)
            throw new CommitmentTooLongException($"A location has at most {limits.LocationCharacters} characters, '{Location}' is too long at {Location.Length}.");
        json.WriteString("r", Location);
        json.WriteString("rv", Revision);
    }
}
