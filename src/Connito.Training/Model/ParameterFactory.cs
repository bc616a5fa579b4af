using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Connito.Training.Model;

/// <summary>Makes a model's fresh parameters, each drawn from the seed and its own published name.</summary>
/// <remarks>
/// A partial model and the full one made from the same seed therefore agree on every parameter that both have, on any device and in any type.
/// </remarks>
internal sealed record ParameterFactory(Device Device, ScalarType Type, ulong Seed, double StandardDeviation)
{
    private string Prefix { get; init; } = "";

    /// <summary>The factory for a module's part.</summary>
    public ParameterFactory In(string part) => this with { Prefix = $"{Prefix}{part}." };

    public Parameter Normal(string name, params long[] shape)
    {
        using var noGrad = no_grad();
        using var generator = new Generator(Seed ^ HashOf(Prefix + name), CPU);
        using var drawn = empty(shape, float32).normal_(0, StandardDeviation, generator);
        return ToParameter(drawn);
    }

    public Parameter Ones(string name, params long[] shape)
    {
        _ = name;
        using var noGrad = no_grad();
        using var drawn = ones(shape, float32);
        return ToParameter(drawn);
    }

    private Parameter ToParameter(Tensor drawn)
    {
        var parameter = new Parameter(drawn.to(Type, Device, copy: true), requires_grad: false);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    // FNV-1a: equal on every machine, unlike string.GetHashCode.
    private static ulong HashOf(string name) => name.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL);
}
