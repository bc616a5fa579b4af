using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

/// <summary>Attention, then a dense or a mixed feed-forward, each on normed input and added to the residual stream.</summary>
internal sealed class DecoderLayer : Module
{
    private readonly RootMeanSquareNorm _attentionNorm;
    private readonly LatentAttention _attention;
    private readonly RootMeanSquareNorm _feedForwardNorm;
    private readonly Module<Tensor, Tensor> _feedForward;

    /// <param name="configuration">The model's.</param>
    /// <param name="layer">Its number, from 0.</param>
    /// <param name="held">Routed experts held here; null: all.</param>
    /// <param name="rotary">Shared by all layers.</param>
    /// <param name="parameters">Makes the parts.</param>
    public DecoderLayer(ModelConfiguration configuration, int layer, ImmutableArray<int>? held, RotaryEmbedding rotary, ParameterFactory parameters)
        : base(nameof(DecoderLayer))
    {
        _attentionNorm = new(parameters.In("input_layernorm"), configuration.HiddenSize, configuration.RmsNormEps);
        _attention = new(configuration, rotary, parameters.In("self_attn"));
        _feedForwardNorm = new(parameters.In("post_attention_layernorm"), configuration.HiddenSize, configuration.RmsNormEps);
        Mixture = configuration.IsMoe(layer) ? new(configuration, held, parameters.In("mlp")) : null;
        _feedForward = Mixture is not null ? Mixture : new GatedFeedForward(parameters.In("mlp"), configuration.HiddenSize, configuration.IntermediateSize);
        register_module("input_layernorm", _attentionNorm);
        register_module("self_attn", _attention);
        register_module("post_attention_layernorm", _feedForwardNorm);
        register_module("mlp", _feedForward);
    }

    /// <summary>The feed-forward of an MoE layer; null in a dense one.</summary>
    public MixtureOfExperts? Mixture { get; }

    /// <param name="hidden_BSD">The residual stream.</param>
    /// <param name="visible_B1SS">Which keys a query sees; null: all up to itself.</param>
    public Tensor forward(Tensor hidden_BSD, Tensor? visible_B1SS)
    {
        using var scope = NewDisposeScope();
        var attended_BSD = hidden_BSD + _attention.forward(_attentionNorm.forward(hidden_BSD), visible_B1SS);
        return (attended_BSD + _feedForward.forward(_feedForwardNorm.forward(attended_BSD))).MoveToOuterDisposeScope();
    }
}
