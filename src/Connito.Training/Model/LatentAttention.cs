using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

// Shape suffixes: B sequences, S positions, D width, H heads, N head part without positions, R rotated part, Q = N + R, V value width, C rank.

/// <summary>Multi-head latent attention: keys and values of all heads come from one compressed row a token, and one rotated key is shared.</summary>
/// <remarks>DeepSeek-V2, arXiv 2405.04434, section 2.1.</remarks>
internal sealed class LatentAttention : Module
{
    private readonly ModelConfiguration _configuration;
    private readonly RotaryEmbedding _rotary;
    private readonly double _queryFactor;
    private readonly Projection? _query;
    private readonly Projection? _queryDown;
    private readonly RootMeanSquareNorm? _queryNorm;
    private readonly Projection? _queryUp;
    private readonly Projection _keyValueDown;
    private readonly RootMeanSquareNorm _keyValueNorm;
    private readonly Projection _keyValueUp;
    private readonly Projection _output;

    public LatentAttention(ModelConfiguration configuration, RotaryEmbedding rotary, ParameterFactory parameters)
        : base(nameof(LatentAttention))
    {
        _configuration = configuration;
        _rotary = rotary;
        // Attention divides by sqrt(Q) itself.
        _queryFactor = configuration is { AttentionMscale: true, RopeScaling: { Method: "yarn" } scaling }
            ? Math.Pow(scaling.AttentionFactor(scaling.MscaleAllDim), 2)
            : 1;

        var c = configuration;
        var queryWidth = (long)c.NumAttentionHeads * c.QkHeadDim;
        if (c.QLoraRank is { } rank)
        {
            _queryDown = Register("q_a_proj", new Projection(parameters.In("q_a_proj"), c.HiddenSize, rank));
            _queryNorm = Register("q_a_layernorm", new RootMeanSquareNorm(parameters.In("q_a_layernorm"), rank, 1e-6));
            _queryUp = Register("q_b_proj", new Projection(parameters.In("q_b_proj"), rank, queryWidth));
        }
        else
        {
            _query = Register("q_proj", new Projection(parameters.In("q_proj"), c.HiddenSize, queryWidth));
        }

        _keyValueDown = Register("kv_a_proj_with_mqa", new Projection(parameters.In("kv_a_proj_with_mqa"), c.HiddenSize, c.KvLoraRank + c.QkRopeHeadDim));
        _keyValueNorm = Register("kv_a_layernorm", new RootMeanSquareNorm(parameters.In("kv_a_layernorm"), c.KvLoraRank, 1e-6));
        _keyValueUp = Register("kv_b_proj", new Projection(parameters.In("kv_b_proj"), c.KvLoraRank, (long)c.NumAttentionHeads * (c.QkNopeHeadDim + c.VHeadDim)));
        _output = Register("o_proj", new Projection(parameters.In("o_proj"), (long)c.NumAttentionHeads * c.VHeadDim, c.HiddenSize));
    }

    /// <param name="hidden_BSD">Normed hidden states.</param>
    /// <param name="visible_B1SS">Which keys a query sees; null: all up to itself.</param>
    public Tensor forward(Tensor hidden_BSD, Tensor? visible_B1SS)
    {
        using var scope = NewDisposeScope();
        var c = _configuration;
        var (sequences, positions) = (hidden_BSD.shape[0], hidden_BSD.shape[1]);

        var query_BHSQ = Heads(QueryOf(hidden_BSD), c.QkHeadDim);
        var queryRotated_BHSR = _rotary.Rotate(query_BHSQ.narrow(-1, c.QkNopeHeadDim, c.QkRopeHeadDim));
        query_BHSQ = cat([query_BHSQ.narrow(-1, 0, c.QkNopeHeadDim), queryRotated_BHSR], -1);
        if (_queryFactor != 1)
            query_BHSQ *= _queryFactor;

        var compressed = _keyValueDown.forward(hidden_BSD).split([c.KvLoraRank, c.QkRopeHeadDim], -1);
        var keyRotated_BHSR = _rotary.Rotate(compressed[1].unsqueeze(1)).expand(sequences, c.NumAttentionHeads, positions, c.QkRopeHeadDim);
        var keyValue = Heads(_keyValueUp.forward(_keyValueNorm.forward(compressed[0])), c.QkNopeHeadDim + c.VHeadDim)
            .split([c.QkNopeHeadDim, c.VHeadDim], -1);
        var key_BHSQ = cat([keyValue[0], keyRotated_BHSR], -1);

        var mixed_BSHV = Attend(query_BHSQ, key_BHSQ, keyValue[1], visible_B1SS).transpose(1, 2);
        return _output.forward(mixed_BSHV.reshape(sequences, positions, (long)c.NumAttentionHeads * c.VHeadDim)).MoveToOuterDisposeScope();

        Tensor Heads(Tensor rows, long width) => rows.view(sequences, positions, c.NumAttentionHeads, width).transpose(1, 2);
    }

    // The kernels that hold no S × S matrix want one width for queries, keys and values: values get zeros, which come out as zeros.
    private Tensor Attend(Tensor query_BHSQ, Tensor key_BHSQ, Tensor value_BHSV, Tensor? visible_B1SS)
    {
        var padding = _configuration.QkHeadDim - _configuration.VHeadDim;
        var value = padding > 0 ? functional.pad(value_BHSV, [0, padding]) : value_BHSV;
        var mixed = functional.scaled_dot_product_attention(query_BHSQ, key_BHSQ, value, visible_B1SS, is_casual: visible_B1SS is null);
        return padding > 0 ? mixed.narrow(-1, 0, _configuration.VHeadDim) : mixed;
    }

    private Tensor QueryOf(Tensor hidden_BSD) =>
        _query is not null ? _query.forward(hidden_BSD) : _queryUp!.forward(_queryNorm!.forward(_queryDown!.forward(hidden_BSD)));

    private T Register<T>(string name, T module)
        where T : Module
    {
        register_module(name, module);
        return module;
    }
}
