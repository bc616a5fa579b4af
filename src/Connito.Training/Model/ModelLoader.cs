using System.Globalization;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Connito.Training.Model;

/// <summary>Copies parameters into a model by name, an expert's under the network's names or the hub's.</summary>
internal static partial class ModelLoader
{
    private const int NamesShown = 5;

    /// <param name="model">What receives them, in its own type and on its own device.</param>
    /// <param name="state">Parameters by name.</param>
    /// <param name="allowsMissing">Whether parameters that <paramref name="state"/> lacks stay as they are.</param>
    /// <exception cref="TrainingException">A name is missing or unknown, or a shape differs. Nothing was copied then.</exception>
    public static void Load(DeepSeekModel model, IReadOnlyDictionary<string, Tensor> state, bool allowsMissing)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var copies = new List<(Tensor From, Tensor To)>();
        var missing = new List<string>();
        var unused = state.Keys.Where(name => !IsOmitted(model, name)).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, parameter) in model.State)
        {
            var sources = SourcesOf(name, parameter).Where(source => state.ContainsKey(source.Name)).ToArray();
            if (sources.Sum(source => source.Target.numel()) < parameter.numel())
                missing.Add(name);
            foreach (var source in sources)
            {
                unused.Remove(source.Name);
                copies.Add((RequireShape(source.Name, state[source.Name], source.Target), source.Target));
            }
        }

        if (unused.Count > 0)
            throw new TrainingException($"{unused.Count} names are not this model's: {Shown(unused)}.");
        if (missing.Count > 0 && !allowsMissing)
            throw new TrainingException($"{missing.Count} of the model's {model.State.Count} parameters are missing: {Shown(missing)}.");

        foreach (var (from, to) in copies)
            to.copy_(from);
    }

    // The hub stores gate and up projections apart, and writes ".weight" after an expert's names.
    private static IEnumerable<(string Name, Tensor Target)> SourcesOf(string name, Tensor parameter)
    {
        yield return (name, parameter);
        if (name.EndsWith(RoutedExpert.DownName, StringComparison.Ordinal))
            yield return ($"{name}.weight", parameter);
        if (!name.EndsWith(RoutedExpert.GateUpName, StringComparison.Ordinal))
            yield break;

        var expert = name[..^RoutedExpert.GateUpName.Length];
        var inner = parameter.shape[0] / 2;
        yield return ($"{expert}gate_proj.weight", parameter.narrow(0, 0, inner));
        yield return ($"{expert}up_proj.weight", parameter.narrow(0, inner, inner));
    }

    // Experts of other groups, the head that is the embedding, and tables that old checkpoints carry.
    private static bool IsOmitted(DeepSeekModel model, string name) =>
        (RoutedExpertName().Match(name) is { Success: true } match && IsHeldElsewhere(model, match))
        || (model.Configuration.TieWordEmbeddings && name == "lm_head.weight")
        || name.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal);

    private static bool IsHeldElsewhere(DeepSeekModel model, Match match) =>
        int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var layer)
        && int.TryParse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out var expert)
        && model.Configuration.IsMoe(layer)
        && expert < model.Configuration.NRoutedExperts
        && model.Group is { } group && !group.Contains(layer, expert);

    private static Tensor RequireShape(string name, Tensor tensor, Tensor target) =>
        tensor.shape.AsSpan().SequenceEqual(target.shape)
            ? tensor
            : throw new TrainingException($"{name} should be [{string.Join(", ", target.shape)}] and is [{string.Join(", ", tensor.shape)}].");

    private static string Shown(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal).Take(NamesShown)) + (names.Count > NamesShown ? ", ..." : "");

    [GeneratedRegex(@"^model\.layers\.(\d+)\.mlp\.experts\.(\d+)\.(gate_up_proj|down_proj|(gate|up|down)_proj\.weight)$")]
    private static partial Regex RoutedExpertName();
}
