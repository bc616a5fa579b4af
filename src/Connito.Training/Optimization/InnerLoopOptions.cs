namespace Connito.Training.Optimization;

/// <summary>How a miner trains between two versions of the global model. Defaults are the network's.</summary>
public sealed record InnerLoopOptions
{
    /// <summary>AdamW's step size, the greatest where a schedule moves it; above 0.</summary>
    public double LearningRate { get; init; } = 1e-5;

    /// <summary>Memory of the gradient's mean, 0 to 1.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Memory of the gradient's mean square, 0 to 1.</summary>
    public double Beta2 { get; init; } = 0.95;

    /// <summary>Added to the root of the mean square.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Share of a weight, times the step size, that a step takes off.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Greatest norm of all gradients together; null: no limit.</summary>
    public double? ClipNorm { get; init; } = 1;

    /// <summary>Batches whose mean gradient makes one step.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>Steps, skipped ones included, after which a run ends; null: no limit.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Steps over which the step size rises from 0.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>Step at which a cosine has taken the step size to 0; null: it stays.</summary>
    public int? CosineSteps { get; init; }

    /// <summary>Steps in a row whose loss or gradients are not finite, after which a run ends.</summary>
    public int MaxSkippedInRow { get; init; } = 10;

    /// <summary>What is trained.</summary>
    public TrainedParameters Trained { get; init; } = TrainedParameters.Experts;

    /// <exception cref="TrainingException">A value is out of its range.</exception>
    public void Validate()
    {
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate);
        Require(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1);
        Require(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2);
        Require(Epsilon > 0, nameof(Epsilon), Epsilon);
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay);
        Require(ClipNorm is null or > 0, nameof(ClipNorm), ClipNorm);
        Require(Accumulation > 0, nameof(Accumulation), Accumulation);
        Require(MaxSteps is null or > 0, nameof(MaxSteps), MaxSteps);
        Require(WarmupSteps >= 0, nameof(WarmupSteps), WarmupSteps);
        Require(CosineSteps is null || CosineSteps > WarmupSteps, nameof(CosineSteps), CosineSteps);
        Require(MaxSkippedInRow > 0, nameof(MaxSkippedInRow), MaxSkippedInRow);
    }

    /// <summary>The step size of a step, from 0.</summary>
    internal double RateAt(int step)
    {
        if (step < WarmupSteps)
            return LearningRate * (step + 1) / WarmupSteps;
        if (CosineSteps is not { } end)
            return LearningRate;

        var done = Math.Min(1, (double)(step - WarmupSteps) / (end - WarmupSteps));
        return LearningRate * 0.5 * (1 + Math.Cos(Math.PI * done));
    }

    private static void Require(bool holds, string setting, object? came)
    {
        if (!holds)
            throw new TrainingException($"{setting} of a training is out of its range: {came}.");
    }
}
