using static TorchSharp.torch;

namespace Connito.Training.Optimization;

/// <summary>AdamW (arXiv 1711.05101) over one row of float32 weights, in pieces that stay in a CPU's cache and bound a device's scratch.</summary>
internal sealed class AdamW : IDisposable
{
    private const long CpuPiece = 1 << 15;
    private const long DevicePiece = 1 << 26;

    private readonly InnerLoopOptions _options;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private int _steps;

    public AdamW(Tensor weights, InnerLoopOptions options)
    {
        _options = options;
        _mean = zeros_like(weights).DetachFromDisposeScope();
        _square = zeros_like(weights).DetachFromDisposeScope();
    }

    /// <param name="weights">The row, moved in place.</param>
    /// <param name="gradients">As long; scaled in place.</param>
    /// <param name="gradientFactor">Factor on each gradient.</param>
    /// <param name="rate">Step size.</param>
    public void Step(Tensor weights, Tensor gradients, double gradientFactor, double rate)
    {
        using var noGrad = no_grad();
        _steps++;
        var meanRate = rate / (1 - Math.Pow(_options.Beta1, _steps));
        var rootFactor = 1 / Math.Sqrt(1 - Math.Pow(_options.Beta2, _steps));
        var length = weights.device.type == TorchSharp.DeviceType.CPU ? CpuPiece : DevicePiece;
        for (var start = 0L; start < weights.numel(); start += length)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(length, weights.numel() - start);
            var (weight, gradient) = (weights.narrow(0, start, count), gradients.narrow(0, start, count));
            var (mean, square) = (_mean.narrow(0, start, count), _square.narrow(0, start, count));
            if (gradientFactor != 1)
                gradient.mul_(gradientFactor);

            weight.mul_(1 - (rate * _options.WeightDecay));
            mean.mul_(_options.Beta1).add_(gradient, 1 - _options.Beta1);
            square.mul_(_options.Beta2).addcmul_(gradient, gradient, 1 - _options.Beta2);
            weight.addcdiv_(mean, square.sqrt().mul_(rootFactor).add_(_options.Epsilon), -meanRate);
        }
    }

    public void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
    }
}
