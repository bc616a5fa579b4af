namespace Connito.Neuron.Profiles;

/// <summary>A network profile cannot be used.</summary>
internal sealed class NetworkProfileException(string profile, string reason)
    : NeuronException($"Network profile '{profile}': {reason}")
{
    /// <summary>The name or path that was asked for.</summary>
    public string Profile { get; } = profile;
}
