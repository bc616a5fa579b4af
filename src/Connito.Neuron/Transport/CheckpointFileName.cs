using System.Text.RegularExpressions;

namespace Connito.Neuron.Transport;

/// <summary>The names of published files; no other name is served, taken or asked for.</summary>
internal static partial class CheckpointFileName
{
    /// <summary>The routed experts of a group: what a miner submits and what the model hash covers.</summary>
    public static string Experts(int expertGroup) => $"model_expgroup_{expertGroup}.safetensors";

    /// <summary>All other parameters; frozen, so the same in every revision of a task.</summary>
    public const string Shared = "model_shared.safetensors";

    /// <summary>The outer optimizer's momentum, so that a validator that joins takes the same next step as the others.</summary>
    public static string Momentum(int expertGroup) => $"outer_momentum_expgroup_{expertGroup}.safetensors";

    /// <summary>Whether <paramref name="name"/> is one of these; false for anything with a path in it.</summary>
    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    [GeneratedRegex(@"\A(model_shared|(model|outer_momentum)_expgroup_[0-9]{1,9})\.safetensors\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
