using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

/// <summary><c>down(silu(gate(x)) · up(x))</c>: the feed-forward of dense layers and of the shared experts.</summary>
internal sealed class GatedFeedForward : Module<Tensor, Tensor>
{
    private readonly Projection _gate;
    private readonly Projection _up;
    private readonly Projection _down;

    public GatedFeedForward(ParameterFactory parameters, long width, long innerWidth)
        : base(nameof(GatedFeedForward))
    {
        _gate = new(parameters.In("gate_proj"), width, innerWidth);
        _up = new(parameters.In("up_proj"), width, innerWidth);
        _down = new(parameters.In("down_proj"), innerWidth, width);
        register_module("gate_proj", _gate);
        register_module("up_proj", _up);
        register_module("down_proj", _down);
    }

    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return _down.forward(functional.silu(_gate.forward(hidden)) * _up.forward(hidden)).MoveToOuterDisposeScope();
    }
}
