using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

/// <summary>
/// One routed expert: <c>gate_up_proj</c> (<c>[2 · inner, width]</c>, gate rows first) and <c>down_proj</c> (<c>[width, inner]</c>), over
/// which other matrices can be laid for a while.
/// </summary>
internal sealed class RoutedExpert : Module
{
    public const string GateUpName = "gate_up_proj";
    public const string DownName = "down_proj";

    private readonly Parameter _gateUp;
    private readonly Parameter _down;

    public RoutedExpert(ParameterFactory parameters, long width, long innerWidth)
        : base(nameof(RoutedExpert))
    {
        _gateUp = parameters.Normal(GateUpName, 2 * innerWidth, width);
        _down = parameters.Normal(DownName, width, innerWidth);
        register_parameter(GateUpName, _gateUp);
        register_parameter(DownName, _down);
        TakeOff();
    }

    /// <summary>What computes: the expert's own, or what lies over it.</summary>
    public Tensor GateUp { get; private set; } = null!;

    /// <inheritdoc cref="GateUp"/>
    public Tensor Down { get; private set; } = null!;

    /// <summary>Computes with the given matrices until <see cref="TakeOff"/>; null leaves the own one.</summary>
    public void Lay(Tensor? gateUp, Tensor? down) => (GateUp, Down) = (gateUp ?? _gateUp, down ?? _down);

    /// <summary>Computes with the expert's own matrices again.</summary>
    public void TakeOff() => (GateUp, Down) = (_gateUp, _down);
}
