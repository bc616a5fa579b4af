using System.Text.Json;

namespace Connito.Training.Model;

/// <summary>The sizes and switches of a model of the DeepSeek-V2 family, in the shape of a hub's <c>config.json</c>.</summary>
/// <remarks>Keys that change nothing here are not read. Defaults are those of the public implementations.</remarks>
public sealed record ModelConfiguration
{
    /// <summary>The family; <c>deepseek_v2</c> is the one built here.</summary>
    public string ModelType { get; init; } = "deepseek_v2";

    /// <summary>Distinct token ids.</summary>
    public required int VocabSize { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Decoder layers.</summary>
    public required int NumHiddenLayers { get; init; }

    /// <summary>Attention heads.</summary>
    public required int NumAttentionHeads { get; init; }

    /// <summary>Inner width of the dense layers' feed-forward.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Inner width of one routed expert.</summary>
    public required int MoeIntermediateSize { get; init; }

    /// <summary>Routed experts in each MoE layer of the full model.</summary>
    public required int NRoutedExperts { get; init; }

    /// <summary>Shared experts, held as one feed-forward as many times as wide; 0 or absent: none.</summary>
    public int? NSharedExperts { get; init; }

    /// <summary>Routed experts a token goes to.</summary>
    public required int NumExpertsPerTok { get; init; }

    /// <summary>Layers at the start that are dense.</summary>
    public int FirstKDenseReplace { get; init; }

    /// <summary>Of the layers after those, each so-manieth is MoE.</summary>
    public int MoeLayerFreq { get; init; } = 1;

    /// <summary><c>greedy</c> or <c>group_limited_greedy</c>.</summary>
    public string TopkMethod { get; init; } = "greedy";

    /// <summary>Groups of consecutive experts, for group-limited routing.</summary>
    public int? NGroup { get; init; }

    /// <summary>Groups a token may use.</summary>
    public int? TopkGroup { get; init; }

    /// <summary>Factor on the routing weights.</summary>
    public double RoutedScalingFactor { get; init; } = 1;

    /// <summary>Only <c>softmax</c>.</summary>
    public string ScoringFunc { get; init; } = "softmax";

    /// <summary>What the hub's file says; without effect unless <see cref="HonourNormTopkProb"/>.</summary>
    public bool NormTopkProb { get; init; }

    /// <summary>
    /// Whether <see cref="NormTopkProb"/> counts, and then replaces <see cref="RoutedScalingFactor"/>, as in DeepSeek's own code. The
    /// network's miners and validators ignore it.
    /// </summary>
    public bool HonourNormTopkProb { get; init; }

    /// <summary>Rank of the compressed queries; null: queries are not compressed.</summary>
    public int? QLoraRank { get; init; }

    /// <summary>Rank of the compressed keys and values.</summary>
    public required int KvLoraRank { get; init; }

    /// <summary>Part of a head without positions.</summary>
    public required int QkNopeHeadDim { get; init; }

    /// <summary>Rotated part of a head.</summary>
    public required int QkRopeHeadDim { get; init; }

    /// <summary>Width of a head's values.</summary>
    public required int VHeadDim { get; init; }

    /// <summary>Base of the rotary frequencies.</summary>
    public double RopeTheta { get; init; } = 10_000;

    /// <summary>YaRN, or null for plain rotary embeddings.</summary>
    public RopeScaling? RopeScaling { get; init; }

    /// <summary>
    /// Whether attention scores carry YaRN's squared factor, as in DeepSeek's own code. The library version that the network runs does
    /// not have it (<c>docs/protocol.md</c>, "Architecture").
    /// </summary>
    public bool AttentionMscale { get; init; }

    /// <summary>Longest sequence the checkpoint was made for, in tokens.</summary>
    public int MaxPositionEmbeddings { get; init; } = 2048;

    /// <summary>Added to the mean square in each norm but the one of the compressed keys, which has 1e-6.</summary>
    public double RmsNormEps { get; init; } = 1e-6;

    /// <summary>Standard deviation of fresh weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Whether the head is the embedding.</summary>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>Only <c>silu</c>.</summary>
    public string HiddenAct { get; init; } = "silu";

    /// <summary>Only false.</summary>
    public bool AttentionBias { get; init; }

    internal int QkHeadDim => QkNopeHeadDim + QkRopeHeadDim;

    /// <summary>Whether a layer has routed experts.</summary>
    public bool IsMoe(int layer) => layer >= FirstKDenseReplace && layer < NumHiddenLayers && layer % MoeLayerFreq == 0;

    /// <summary>Reads and checks a <c>config.json</c>.</summary>
    /// <exception cref="TrainingException">The file is not such a configuration, or describes a model that is not built here.</exception>
    public static ModelConfiguration Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (TrainingException problem)
        {
            throw new TrainingException($"{path}: {problem.Message}", problem);
        }
    }

    /// <summary>Reads and checks the text of a <c>config.json</c>.</summary>
    /// <exception cref="TrainingException">As <see cref="Read"/>.</exception>
    public static ModelConfiguration Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var configuration = JsonSerializer.Deserialize(json, ModelConfigurationContext.Default.ModelConfiguration)
                ?? throw new TrainingException("A model configuration should be a JSON object and is null.");
            configuration.Validate();
            return configuration;
        }
        catch (JsonException problem)
        {
            throw new TrainingException($"The model configuration cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The same configuration as <c>config.json</c> has it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ModelConfigurationContext.Default.ModelConfiguration);

    /// <summary>Checks that the sizes make a model and that each switch is one that is built here.</summary>
    /// <exception cref="TrainingException">They do not; the message names the first key at fault.</exception>
    public void Validate()
    {
        Require(ModelType == "deepseek_v2", "model_type", "deepseek_v2", ModelType);
        foreach (var (key, value) in Sizes())
            Require(value > 0, key, "a positive number", value);

        Require(QkRopeHeadDim % 2 == 0, "qk_rope_head_dim", "even, since pairs rotate", QkRopeHeadDim);
        Require(NumExpertsPerTok <= NRoutedExperts, "num_experts_per_tok", $"at most n_routed_experts ({NRoutedExperts})", NumExpertsPerTok);
        Require(FirstKDenseReplace >= 0, "first_k_dense_replace", "0 or more", FirstKDenseReplace);
        Require(NSharedExperts is null or >= 0, "n_shared_experts", "0 or more", NSharedExperts);
        Require(QLoraRank is null or > 0, "q_lora_rank", "null or positive", QLoraRank);
        Require(HiddenAct == "silu", "hidden_act", "silu", HiddenAct);
        Require(ScoringFunc == "softmax", "scoring_func", "softmax", ScoringFunc);
        Require(!AttentionBias, "attention_bias", "false", AttentionBias);
        Require(RopeTheta > 1, "rope_theta", "above 1", RopeTheta);
        Require(RmsNormEps > 0, "rms_norm_eps", "positive", RmsNormEps);
        Require(RopeScaling is null || RopeScaling.Method is "yarn" or "default", "rope_scaling.type", "yarn", RopeScaling?.Method);
        Require(RopeScaling is not { Factor: < 1 }, "rope_scaling.factor", "1 or more", RopeScaling?.Factor);
        ValidateGroups();
    }

    private void ValidateGroups()
    {
        Require(TopkMethod is "greedy" or "group_limited_greedy", "topk_method", "greedy or group_limited_greedy", TopkMethod);
        if (TopkMethod == "greedy")
            return;

        Require(NGroup is > 0 && NRoutedExperts % NGroup == 0, "n_group", $"a divisor of n_routed_experts ({NRoutedExperts})", NGroup);
        Require(TopkGroup is > 0 && TopkGroup <= NGroup, "topk_group", $"from 1 to n_group ({NGroup})", TopkGroup);
    }

    private IEnumerable<(string Key, int Value)> Sizes() =>
    [
        ("vocab_size", VocabSize), ("hidden_size", HiddenSize), ("num_hidden_layers", NumHiddenLayers),
        ("num_attention_heads", NumAttentionHeads), ("intermediate_size", IntermediateSize), ("moe_intermediate_size", MoeIntermediateSize),
        ("n_routed_experts", NRoutedExperts), ("num_experts_per_tok", NumExpertsPerTok), ("moe_layer_freq", MoeLayerFreq),
        ("kv_lora_rank", KvLoraRank), ("qk_nope_head_dim", QkNopeHeadDim), ("qk_rope_head_dim", QkRopeHeadDim), ("v_head_dim", VHeadDim),
    ];

    private static void Require(bool holds, string key, string wanted, object? came)
    {
        if (!holds)
            throw new TrainingException($"{key} should be {wanted} and is {came ?? "absent"}.");
    }
}
