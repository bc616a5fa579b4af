namespace Connito.Training.Optimization;

/// <summary>What came of one optimizer step.</summary>
/// <param name="Step">Its number in the run, from 0.</param>
/// <param name="Loss">Mean cross-entropy of its batches before it, in nats per token.</param>
/// <param name="GradientNorm">Norm of all gradients, before the limit.</param>
/// <param name="LearningRate">The step size.</param>
/// <param name="TokenCount">Tokens in its batches.</param>
/// <param name="IsSkipped">Whether loss or gradients were not finite, so that nothing moved.</param>
public sealed record InnerStep(int Step, double Loss, double GradientNorm, double LearningRate, int TokenCount, bool IsSkipped);
