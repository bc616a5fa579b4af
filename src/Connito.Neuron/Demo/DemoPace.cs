using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Demo;

/// <summary>How fast blocks may come, so that this machine finishes each phase's work within it.</summary>
internal static class DemoPace
{
    /// <summary>While processes start: they need blocks to announce themselves, and few of the first cycle's should pass.</summary>
    public static readonly TimeSpan Starting = TimeSpan.FromSeconds(2);

    // What a phase needs besides its arithmetic: polling, transfers, journals.
    private static readonly TimeSpan Overhead = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);

    // Room for a machine that is slower at times than when it was measured.
    private const double Margin = 1.6;

    // A forward pass costs about a third of a training step.
    private const double ForwardShare = 1 / 3.0;

    /// <summary>The time of a block.</summary>
    /// <param name="plan">Who trains how much.</param>
    /// <param name="profile">Lengths of phases and batches.</param>
    /// <param name="tokensPerSecond">What this machine trains with all its cores.</param>
    public static TimeSpan Of(DemoPlan plan, NetworkProfile profile, double tokensPerSecond)
    {
        var trained = plan.Efforts.Sum() * (double)profile.Training.Sequences * profile.Training.Length * profile.Training.Accumulation;
        // The baseline, the honest, and the poisoner whose weights are finite: the others are refused before they are measured.
        var shards = 1 + plan.Efforts.Length + 1;
        var evaluated = DemoPlan.ValidatorCount * shards * (double)profile.Evaluation.Sequences * profile.Evaluation.Length * ForwardShare;
        var training = Time(trained) / (Blocks(profile, CyclePhase.Train) - profile.Training.MarginBlocks);
        var evaluation = Time(evaluated) / Blocks(profile, CyclePhase.Submission);
        return new[] { Least, training, evaluation }.Max();

        TimeSpan Time(double tokens) => Overhead + TimeSpan.FromSeconds(tokens / tokensPerSecond * Margin);
    }

    private static uint Blocks(NetworkProfile profile, CyclePhase phase) => profile.Phases.Single(entry => entry.Name == phase).Blocks;
}
