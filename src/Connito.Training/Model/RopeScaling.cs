using System.Text.Json.Serialization;

namespace Connito.Training.Model;

/// <summary>How rotary angles are stretched to longer sequences: object <c>rope_scaling</c> of <c>config.json</c>. Only YaRN.</summary>
public sealed record RopeScaling
{
    /// <summary>The method; a hub configuration says <c>type</c>, a newer one <c>rope_type</c>.</summary>
    public string? Type { get; init; }

    /// <inheritdoc cref="Type"/>
    public string? RopeType { get; init; }

    /// <summary>Times by which the sequence grew.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Rotations over the original length above which a frequency stays as it was.</summary>
    public double BetaFast { get; init; } = 32;

    /// <summary>Rotations over the original length below which a frequency is divided by the factor.</summary>
    public double BetaSlow { get; init; } = 1;

    /// <summary>Weight of the logarithmic attention factor in the rotary tables.</summary>
    public double Mscale { get; init; } = 1;

    /// <summary>Weight of the same factor over all dimensions; equal to <see cref="Mscale"/>, the tables stay unscaled.</summary>
    public double MscaleAllDim { get; init; }

    /// <summary>Length before stretching, in tokens.</summary>
    public int OriginalMaxPositionEmbeddings { get; init; } = 4096;

    /// <summary><c>yarn</c> or <c>default</c>.</summary>
    [JsonIgnore]
    public string Method => RopeType ?? Type ?? "default";

    /// <summary>YaRN's attention factor: <c>0.1 · weight · ln(factor) + 1</c>.</summary>
    internal double AttentionFactor(double weight) => Factor <= 1 ? 1 : (0.1 * weight * Math.Log(Factor)) + 1;
}
