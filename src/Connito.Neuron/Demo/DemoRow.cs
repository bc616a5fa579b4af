using Connito.Chain.Primitives;

namespace Connito.Neuron.Demo;

/// <summary>What one miner of the demo did, and what the last finished cycle made of it.</summary>
/// <param name="Name">Its name in the demo, such as <c>honest-1</c>.</param>
/// <param name="Hotkey">Who is paid.</param>
/// <param name="Did">What it did, in words.</param>
/// <param name="IsHonest">Whether it ought to be paid.</param>
internal sealed record DemoRow(string Name, Hotkey Hotkey, string Did, bool IsHonest)
{
    /// <summary>Loss of the baseline on the round's sequences, in nats per token; null when it was not evaluated.</summary>
    public double? LossBefore { get; init; }

    /// <summary>Loss with its shard laid over the baseline, in nats per token; null when it was not evaluated.</summary>
    public double? LossAfter { get; init; }

    /// <summary>Points of the round: the score of the gain that the evidence supports.</summary>
    public double Score { get; init; }

    /// <summary>The validator's verdict in words: a rejection's reason, or what the evidence says.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Mean share of the validators' weights, 0 to 1.</summary>
    public double Weight { get; init; }

    /// <summary>Share of the miners' emission, 0 to 1.</summary>
    public double Incentive { get; init; }

    /// <summary>Paid over all epochs of the demo.</summary>
    public Tao Emission { get; init; }

    /// <summary>Mean gain in nats per token; null when it was not evaluated.</summary>
    public double? Gain => LossBefore - LossAfter;
}
