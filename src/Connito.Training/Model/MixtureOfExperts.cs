using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

/// <summary>A feed-forward whose tokens go to a few routed experts each, and all to the shared ones.</summary>
internal sealed class MixtureOfExperts : Module<Tensor, Tensor>
{
    private readonly TopKRouter _router;
    private readonly GatedFeedForward? _shared;

    /// <param name="configuration">The model's.</param>
    /// <param name="held">Routed experts held here, ascending; null: all.</param>
    /// <param name="parameters">Makes the parts.</param>
    public MixtureOfExperts(ModelConfiguration configuration, ImmutableArray<int>? held, ParameterFactory parameters)
        : base(nameof(MixtureOfExperts))
    {
        var experts = held ?? [.. Enumerable.Range(0, configuration.NRoutedExperts)];
        _router = new(configuration, experts, parameters.In("gate"));
        Experts = new(configuration, experts, parameters.In("experts"));
        register_module("gate", _router);
        register_module("experts", Experts);
        if (configuration.NSharedExperts is not > 0)
            return;

        _shared = new(parameters.In("shared_experts"), configuration.HiddenSize, (long)configuration.MoeIntermediateSize * configuration.NSharedExperts.Value);
        register_module("shared_experts", _shared);
    }

    public RoutedExperts Experts { get; }

    /// <summary>Told of each forward pass's routing.</summary>
    public Action<Routing>? OnRouted { get; set; }

    public override Tensor forward(Tensor hidden_BSD)
    {
        using var scope = NewDisposeScope();
        var hidden_TD = hidden_BSD.reshape(-1, hidden_BSD.shape[^1]);
        var routing = _router.forward(hidden_TD);
        OnRouted?.Invoke(routing);
        var mixed_BSD = Experts.forward(hidden_TD, routing).view(hidden_BSD.shape);
        return (_shared is null ? mixed_BSD : mixed_BSD + _shared.forward(hidden_BSD)).MoveToOuterDisposeScope();
    }
}
