namespace Connito.Training.Optimization;

/// <summary>The validators' optimizer on merged pseudo-gradients: SGD with Nesterov momentum. Defaults are the network's.</summary>
/// <param name="LearningRate">Share of the merged difference that a step takes.</param>
/// <param name="Momentum">Memory of earlier differences, 0 to 1.</param>
public sealed record OuterStepOptions(double LearningRate = 0.7, double Momentum = 0.9);
