using static TorchSharp.torch;

namespace Connito.Training.Model;

// Shape suffixes: B sequences, H heads, S positions, R rotated width, P pairs (R / 2).

/// <summary>Rotates the pairs <c>(2i, 2i + 1)</c> of queries and keys by their position, in float32, with YaRN's frequencies if asked.</summary>
/// <remarks>YaRN: Peng et al., arXiv 2309.00071, section 3; constants as in the public implementations of DeepSeek-V2.</remarks>
internal sealed class RotaryEmbedding : IDisposable
{
    private readonly Device _device;
    private readonly double _attentionFactor;
    private Tensor _rotations_SP;

    public RotaryEmbedding(ModelConfiguration configuration, Device device)
    {
        _device = device;
        var scaling = configuration.RopeScaling is { Method: "yarn" } yarn ? yarn : null;
        _attentionFactor = scaling is null ? 1 : scaling.AttentionFactor(scaling.Mscale) / scaling.AttentionFactor(scaling.MscaleAllDim);
        InverseFrequencies_P = Frequencies(configuration, scaling).DetachFromDisposeScope();
        _rotations_SP = Rotations(0).DetachFromDisposeScope();
    }

    /// <summary>Radians a position adds to each pair.</summary>
    internal Tensor InverseFrequencies_P { get; }

    /// <summary>Unit complex numbers <c>[positions, R / 2]</c>, which the caller does not own.</summary>
    internal Tensor Table(long positions)
    {
        if (_rotations_SP.shape[0] < positions)
        {
            var larger = Rotations(positions).DetachFromDisposeScope();
            _rotations_SP.Dispose();
            _rotations_SP = larger;
        }

        return _rotations_SP.narrow(0, 0, positions);
    }

    /// <param name="part_BHSR">Queries or keys, <c>[..., positions, R]</c>, at positions 0, 1, ...</param>
    public Tensor Rotate(Tensor part_BHSR)
    {
        using var scope = NewDisposeScope();
        var shape = part_BHSR.shape;
        var pairs = view_as_complex(part_BHSR.to(float32).reshape([.. shape[..^1], shape[^1] / 2, 2]));
        return view_as_real(pairs * Table(shape[^2])).reshape(shape).to(part_BHSR.dtype).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        InverseFrequencies_P.Dispose();
        _rotations_SP.Dispose();
    }

    private Tensor Rotations(long positions)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var angles_SP = outer(arange(positions, float32, CPU), InverseFrequencies_P);
        return polar(full_like(angles_SP, _attentionFactor), angles_SP).to(_device).MoveToOuterDisposeScope();
    }

    // float32 throughout, as in the reference: the last bit of a frequency is an angle at position 4000.
    private static Tensor Frequencies(ModelConfiguration configuration, RopeScaling? scaling)
    {
        using var scope = NewDisposeScope();
        var width = configuration.QkRopeHeadDim;
        var powers_P = pow(configuration.RopeTheta, arange(0, width, 2, float32, CPU) / width);
        var plain_P = 1 / powers_P;
        if (scaling is null)
            return plain_P.MoveToOuterDisposeScope();

        var low = Math.Max(Math.Floor(PairThatTurns(scaling.BetaFast)), 0);
        var high = Math.Min(Math.Ceiling(PairThatTurns(scaling.BetaSlow)), width - 1);
        var kept_P = 1 - ((arange(width / 2, float32, CPU) - low) / Math.Max(high - low, 0.001)).clamp(0, 1);
        var stretched_P = 1 / (powers_P * scaling.Factor);
        return ((stretched_P * (1 - kept_P)) + (plain_P * kept_P)).MoveToOuterDisposeScope();

        double PairThatTurns(double rotations) =>
            width * Math.Log(scaling.OriginalMaxPositionEmbeddings / (rotations * 2 * Math.PI)) / (2 * Math.Log(configuration.RopeTheta));
    }
}
