using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

// Shape suffixes: T tokens, D width, E experts of the full model, K chosen per token, G groups of experts.

/// <summary>Picks k experts for each token, greedily or from the best groups only.</summary>
/// <remarks>
/// Over the experts of one group of miners: softmax over all, then the others' probabilities become -10000, and what is picked keeps its
/// probability unscaled, so that a token that belongs elsewhere moves little.
/// </remarks>
internal sealed class TopKRouter : Module<Tensor, Routing>
{
    private const double Forbidden = -10_000;

    private readonly ModelConfiguration _configuration;
    private readonly Parameter _weight;
    private readonly Tensor? _forbidden_E;

    /// <param name="configuration">The model's.</param>
    /// <param name="allowed">Experts that may be picked; null: all.</param>
    /// <param name="parameters">Makes the gate.</param>
    public TopKRouter(ModelConfiguration configuration, IReadOnlyCollection<int>? allowed, ParameterFactory parameters)
        : base(nameof(TopKRouter))
    {
        _configuration = configuration;
        _weight = parameters.Normal("weight", configuration.NRoutedExperts, configuration.HiddenSize);
        register_parameter("weight", _weight);
        if (allowed is null || allowed.Count == configuration.NRoutedExperts)
            return;

        var isForbidden = Enumerable.Range(0, configuration.NRoutedExperts).Select(expert => !allowed.Contains(expert)).ToArray();
        _forbidden_E = tensor(isForbidden, device: parameters.Device).DetachFromDisposeScope();
    }

    public override Routing forward(Tensor hidden_TD)
    {
        using var scope = NewDisposeScope();
        // float32: in half precision, ties send a token to different experts on different machines.
        var probabilities_TE = functional.linear(hidden_TD.to(float32), _weight.to(float32)).softmax(-1);
        var candidates_TE = _forbidden_E is null ? probabilities_TE : probabilities_TE.masked_fill(_forbidden_E, Forbidden);
        if (_configuration.TopkMethod == "group_limited_greedy")
            candidates_TE = KeepBestGroups(candidates_TE);

        var (weights_TK, experts_TK) = candidates_TE.topk(_configuration.NumExpertsPerTok, dim: -1, sorted: false);
        if (_configuration is { HonourNormTopkProb: true, NormTopkProb: true, NumExpertsPerTok: > 1 })
            weights_TK = weights_TK / (weights_TK.sum(-1, keepdim: true) + 1e-20);
        else if (_configuration.RoutedScalingFactor != 1)
            weights_TK = weights_TK * _configuration.RoutedScalingFactor;

        scope.MoveToOuter(probabilities_TE, weights_TK, experts_TK);
        return new(probabilities_TE, weights_TK, experts_TK);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _forbidden_E?.Dispose();
        base.Dispose(disposing);
    }

    // A group is as good as its best member; members of the others become 0, not less (arXiv 2405.04434, section 2.2.2).
    private Tensor KeepBestGroups(Tensor candidates_TE)
    {
        var groups = _configuration.NGroup!.Value;
        var grouped = candidates_TE.view(-1, groups, _configuration.NRoutedExperts / groups);
        var (_, best_TG) = grouped.detach().amax([-1]).topk(_configuration.TopkGroup!.Value, dim: -1, sorted: false);
        var isLeftOut_TG = ones([grouped.shape[0], groups], @bool, candidates_TE.device).scatter_(1, best_TG, zeros_like(best_TG, dtype: @bool));
        return grouped.masked_fill(isLeftOut_TG.unsqueeze(-1), 0).view(candidates_TE.shape);
    }
}
