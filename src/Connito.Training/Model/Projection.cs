using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

/// <summary>A linear map without bias; its key is <c>weight</c>, <c>[outputs, inputs]</c>.</summary>
internal sealed class Projection : Module<Tensor, Tensor>
{
    private readonly Parameter _weight;

    public Projection(ParameterFactory parameters, long inputs, long outputs)
        : base(nameof(Projection))
    {
        _weight = parameters.Normal("weight", outputs, inputs);
        register_parameter("weight", _weight);
    }

    public Parameter Weight => _weight;

    public override Tensor forward(Tensor input) => functional.linear(input, _weight);
}
