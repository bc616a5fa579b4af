using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Connito.Training.Experts;

/// <summary>What a parameter's name says: a routed expert's, or one that all share.</summary>
/// <remarks>Source: docs/protocol.md, "Names of parameters". The search is unanchored, as the reference's is.</remarks>
public static partial class ParameterName
{
    /// <summary>An expert's gate projection above its up projection, <c>[2 * width, hidden]</c>.</summary>
    public static string GateUp(ExpertId expert) => $"model.layers.{expert.Layer}.mlp.experts.{expert.Expert}.gate_up_proj";

    /// <summary>An expert's down projection, <c>[hidden, width]</c>.</summary>
    public static string Down(ExpertId expert) => $"model.layers.{expert.Layer}.mlp.experts.{expert.Expert}.down_proj";

    /// <summary>Whether the parameter belongs to a routed expert, and to which. All others are shared.</summary>
    public static bool TryGetExpert([NotNullWhen(true)] string? name, out ExpertId expert)
    {
        expert = default;
        if (name is null || Pattern().Match(name) is not { Success: true, Groups: [_, var layer, { Success: true } id] })
            return false;
        if (!TryParse(layer, out var layerNumber) || !TryParse(id, out var expertNumber))
            return false;

        expert = new ExpertId(layerNumber, expertNumber);
        return true;
    }

    private static bool TryParse(Group group, out int number) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(@"layers\.([0-9]+)(?:\.mlp\.experts\.([0-9]+))?", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
