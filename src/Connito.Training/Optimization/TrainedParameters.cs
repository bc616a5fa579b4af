namespace Connito.Training.Optimization;

/// <summary>Which parameters a training moves; the rest stay frozen.</summary>
public enum TrainedParameters
{
    /// <summary>Routed experts only: what a miner submits.</summary>
    Experts,

    /// <summary>Routed and shared experts.</summary>
    ExpertsAndShared,

    /// <summary>The whole model, as for the first baseline.</summary>
    All,
}
