using Connito.Neuron.Profiles;

namespace Connito.Neuron.Tests.Support;

internal static class TestProfile
{
    /// <summary>The local profile as it is shipped.</summary>
    public static NetworkProfile Local => NetworkProfile.Load("local");

    /// <summary>The local profile with work for a tiny model.</summary>
    public static NetworkProfile Tiny => Local with
    {
        Training = Local.Training with { Sequences = 2, Length = 32, LearningRate = 0.01, MarginBlocks = 2 },
        Evaluation = Local.Evaluation with { Sequences = 24, Length = 32, BatchSequences = 8 },
    };
}
