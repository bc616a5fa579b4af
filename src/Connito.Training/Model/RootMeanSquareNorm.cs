using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

/// <summary>Divides each row by its root mean square, in float32, and scales it by <c>weight</c>.</summary>
internal sealed class RootMeanSquareNorm : Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly double _epsilon;

    public RootMeanSquareNorm(ParameterFactory parameters, long width, double epsilon)
        : base(nameof(RootMeanSquareNorm))
    {
        _epsilon = epsilon;
        _weight = parameters.Ones("weight", width);
        register_parameter("weight", _weight);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var exact = input.to(float32);
        var inverse = exact.square().mean([-1], keepdim: true).add_(_epsilon).rsqrt_();
        return (_weight * (exact * inverse).to(input.dtype)).MoveToOuterDisposeScope();
    }
}
