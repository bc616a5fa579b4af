using System.Text.Json;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Demo;

/// <summary>The profile <c>local</c>, with the demo's validators and a cycle short enough to watch.</summary>
internal static class DemoProfile
{
    /// <summary>Makes the profile and writes it to <paramref name="path"/>.</summary>
    public static NetworkProfile Write(DemoCast cast, string path)
    {
        var local = NetworkProfile.Load("local");
        var profile = local with
        {
            Phases = [.. local.Phases.Select(phase => phase with { Blocks = BlocksOf(phase.Name) })],
            Wire = local.Wire with { ValidatorWhitelist = [.. cast.Validators.Select(validator => validator.Hotkey.ToString())] },
            Training = local.Training with { Length = DemoPlan.SequenceLength, MarginBlocks = 2 },
            Evaluation = local.Evaluation with { Length = DemoPlan.SequenceLength },
        };
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(profile, ProfileJson.Default.NetworkProfile));
        return profile;
    }

    private static uint BlocksOf(CyclePhase phase) => phase switch
    {
        CyclePhase.Distribute => 3,
        CyclePhase.Train => 18,
        CyclePhase.Submission => 14,
        _ => 4,
    };
}
