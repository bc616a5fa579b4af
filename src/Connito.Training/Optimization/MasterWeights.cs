using static TorchSharp.torch;

namespace Connito.Training.Optimization;

/// <summary>
/// float32 copies of a model's trained parameters and of their gradients, all in one row each, so that an optimizer step is a few
/// operations and a parameter without a gradient has one of zero.
/// </summary>
internal sealed class MasterWeights : IDisposable
{
    private readonly List<(string Name, Tensor Parameter, Tensor Weight, Tensor Gradient)> _parts = [];

    public MasterWeights(IEnumerable<KeyValuePair<string, Tensor>> parameters, Device device)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var trained = parameters.ToArray();
        var count = trained.Sum(pair => pair.Value.numel());
        Weights = empty(count, float32, device).DetachFromDisposeScope();
        Gradients = zeros(count, float32, device).DetachFromDisposeScope();
        var offset = 0L;
        foreach (var (name, parameter) in trained)
        {
            _parts.Add((name, parameter, Part(Weights, parameter, offset), Part(Gradients, parameter, offset)));
            offset += parameter.numel();
        }

        Reload();
    }

    /// <summary>All weights in one row.</summary>
    public Tensor Weights { get; }

    /// <summary>Their gradients, summed since <see cref="ClearGradients"/>.</summary>
    public Tensor Gradients { get; }

    /// <summary>Each master under its parameter's name; valid as long as this.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> ByName => _parts.Select(part => KeyValuePair.Create(part.Name, part.Weight));

    /// <summary>Adds the model's gradients to these, and takes them off the model.</summary>
    public void TakeGradients()
    {
        using var noGrad = no_grad();
        foreach (var (_, parameter, _, total) in _parts)
        {
            using var gradient = parameter.grad;
            if (gradient is null)
                continue;

            total.add_(gradient);
            parameter.grad = null;
        }
    }

    public void ClearGradients() => Gradients.zero_();

    /// <summary>Rounds the masters into the model.</summary>
    public void Store()
    {
        using var noGrad = no_grad();
        foreach (var (_, parameter, weight, _) in _parts)
            parameter.copy_(weight);
    }

    /// <summary>Takes the model's weights as the masters.</summary>
    public void Reload()
    {
        using var noGrad = no_grad();
        foreach (var (_, parameter, weight, _) in _parts)
            weight.copy_(parameter);
    }

    public void Dispose()
    {
        foreach (var (_, _, weight, gradient) in _parts)
        {
            weight.Dispose();
            gradient.Dispose();
        }

        Weights.Dispose();
        Gradients.Dispose();
    }

    private static Tensor Part(Tensor row, Tensor parameter, long offset) =>
        row.narrow(0, offset, parameter.numel()).view(parameter.shape).DetachFromDisposeScope();
}
