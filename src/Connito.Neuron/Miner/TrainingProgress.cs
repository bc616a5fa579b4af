using System.Diagnostics;
using Connito.Neuron.Telemetry;
using Connito.Training.Optimization;

namespace Connito.Neuron.Miner;

/// <summary>Tells status, metrics and, now and then, the log how the training goes.</summary>
internal sealed class TrainingProgress(NeuronStatus status, ILogger log) : IProgress<InnerStep>
{
    private const int StepsBetweenLogs = 20;

    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _tokens;

    /// <inheritdoc/>
    public void Report(InnerStep value)
    {
        _tokens += value.TokenCount;
        double tokensPerSecond = _tokens / Math.Max(Stopwatch.GetElapsedTime(_begun).TotalSeconds, 1e-3);
        status.Training = new TrainingStatus(value.Step + 1, value.Loss, value.GradientNorm, value.LearningRate, tokensPerSecond);
        NeuronMetrics.Shared.Step(value, tokensPerSecond);
        if ((value.Step + 1) % StepsBetweenLogs == 0)
            log.InnerStepDone(value.Step + 1, value.Loss, tokensPerSecond);
    }
}
