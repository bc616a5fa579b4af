using System.Collections.Immutable;
using Connito.Training.Checkpoints;
using Connito.Training.Experts;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

// Shape suffixes: B sequences, S positions, D width, V vocabulary.

/// <summary>A causal language model of the DeepSeek-V2 family, whole or with one expert group's routed experts only.</summary>
/// <remarks>
/// Parameters carry their published names and do not ask for gradients until a training does. Not thread-safe, like the scopes and the
/// gradient mode of a thread that it computes under.
/// </remarks>
public sealed class DeepSeekModel : Module<Tensor, Tensor>
{
    private readonly Projection _embedding;
    private readonly DecoderLayer[] _layers;
    private readonly RootMeanSquareNorm _norm;
    private readonly Projection? _head;
    private readonly RotaryEmbedding _rotary;

    /// <summary>A model with fresh weights: normal, of the configured deviation, the same for the same seed on each device and in each type.</summary>
    /// <param name="configuration">Sizes and switches; checked.</param>
    /// <param name="group">Whose routed experts it holds; null: all.</param>
    /// <param name="device">Where it computes; null: the CPU.</param>
    /// <param name="type">Type of its parameters and of what it computes, but for router, norms and loss.</param>
    /// <param name="seed">Each parameter is drawn from this and its name.</param>
    /// <exception cref="TrainingException">The configuration is not one that is built here, or the group names experts it does not have.</exception>
    public DeepSeekModel(ModelConfiguration configuration, ExpertGroup? group = null, Device? device = null, ScalarType type = ScalarType.Float32, ulong seed = 0)
        : base(nameof(DeepSeekModel))
    {
        configuration.Validate();
        RequireMatch(configuration, group);
        Configuration = configuration;
        Group = group;
        Device = device ?? CPU;
        Type = type;
        _rotary = new(configuration, Device);
        var parameters = new ParameterFactory(Device, type, seed, configuration.InitializerRange);

        var body = parameters.In("model");
        _embedding = new(body.In("embed_tokens"), configuration.HiddenSize, configuration.VocabSize);
        _layers = [.. Enumerable.Range(0, configuration.NumHiddenLayers)
            .Select(layer => new DecoderLayer(configuration, layer, HeldIn(layer), _rotary, body.In($"layers.{layer}")))];
        _norm = new(body.In("norm"), configuration.HiddenSize, configuration.RmsNormEps);
        _head = configuration.TieWordEmbeddings ? null : new(parameters.In("lm_head"), configuration.HiddenSize, configuration.VocabSize);

        RegisterParts();
        State = named_parameters().ToImmutableSortedDictionary(pair => pair.name, pair => (Tensor)pair.parameter, CodePointOrder.Instance);
    }

    /// <summary>Sizes and switches.</summary>
    public ModelConfiguration Configuration { get; }

    /// <summary>Whose routed experts it holds; null: all.</summary>
    public ExpertGroup? Group { get; }

    /// <summary>Where it computes.</summary>
    public Device Device { get; }

    /// <summary>Type of its parameters.</summary>
    public ScalarType Type { get; }

    /// <summary>The parameters themselves, not copies, under their published names, in code point order.</summary>
    public IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>Told of the routing of each MoE layer in each forward pass: layer, then where its tokens go.</summary>
    public Action<int, Routing>? OnRouted
    {
        get;
        set
        {
            field = value;
            foreach (var (layer, mixture) in Mixtures)
                mixture.OnRouted = value is null ? null : routing => value(layer, routing);
        }
    }

    internal IEnumerable<(int Layer, MixtureOfExperts Mixture)> Mixtures =>
        _layers.Index().Where(pair => pair.Item.Mixture is not null).Select(pair => (pair.Index, pair.Item.Mixture!));

    /// <summary>The routed experts held here, by the start of their parameters' names.</summary>
    internal ImmutableSortedDictionary<string, RoutedExpert> ExpertsByPrefix => field ??= Mixtures
        .SelectMany(pair => pair.Mixture.Experts.ById.Select(expert => ($"model.layers.{pair.Layer}.mlp.experts.{expert.Key}.", expert.Value)))
        .ToImmutableSortedDictionary(pair => pair.Item1, pair => pair.Value, CodePointOrder.Instance);

    internal RotaryEmbedding Rotary => _rotary;

    internal Action<int, Tensor>? OnLayerEnd { get; set; }

    /// <param name="ids_BS">Token ids, int64.</param>
    /// <returns>Logits <c>[sequences, positions, vocabulary]</c> in the model's type.</returns>
    public override Tensor forward(Tensor ids_BS) => forward(ids_BS, null);

    /// <param name="ids_BS">Token ids, int64.</param>
    /// <param name="mask_BS">1 for tokens, 0 for padding, which nothing attends to; null: no padding. Positions count padding too.</param>
    /// <returns>Logits; those of padding mean nothing.</returns>
    public Tensor forward(Tensor ids_BS, Tensor? mask_BS)
    {
        using var scope = NewDisposeScope();
        return Head(Hidden(ids_BS, mask_BS)).MoveToOuterDisposeScope();
    }

    /// <summary>Mean cross-entropy of each next token, in nats, float32; tokens labelled -100 do not count.</summary>
    /// <param name="ids_BS">Token ids, int64.</param>
    /// <param name="labels_BS">The ids again or -100, unshifted.</param>
    /// <param name="mask_BS">As for <see cref="forward(Tensor, Tensor?)"/>.</param>
    /// <returns>A scalar; not a number where no label counts.</returns>
    public Tensor Loss(Tensor ids_BS, Tensor labels_BS, Tensor? mask_BS = null)
    {
        using var scope = NewDisposeScope();
        return CausalLoss.Mean(Head(Hidden(ids_BS, mask_BS)), labels_BS).MoveToOuterDisposeScope();
    }

    /// <summary>Copies all parameters from <paramref name="state"/>, in the network's names or the hub's; experts of other groups are passed over.</summary>
    /// <exception cref="TrainingException">A name is missing or unknown, or a shape differs. Nothing was copied then.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> state) => ModelLoader.Load(this, state, allowsMissing: false);

    /// <summary>As <see cref="Load"/>, but parameters that <paramref name="state"/> lacks stay as they are, as for one group's experts.</summary>
    /// <exception cref="TrainingException">A name is unknown, or a shape differs. Nothing was copied then.</exception>
    public void LoadPart(IReadOnlyDictionary<string, Tensor> state) => ModelLoader.Load(this, state, allowsMissing: true);

    /// <summary>A copy of the routed experts' parameters, under their ids in the full model.</summary>
    public Checkpoint ExportExperts() => Export(isExpert: true);

    /// <summary>A copy of all other parameters.</summary>
    public Checkpoint ExportShared() => Export(isExpert: false);

    /// <summary>Computes with the expert matrices of <paramref name="shard"/> in place of the model's own until what is returned is disposed.</summary>
    /// <param name="shard">Expert parameters under the network's names, floating; must outlive the overlay. Experts that it lacks stay the model's.</param>
    /// <remarks>No parameter of the model is written, and tensors that have its type and device are not copied. One overlay at a time.</remarks>
    /// <exception cref="TrainingException">A name is not that of a routed expert held here, or a shape differs.</exception>
    public IDisposable LayOver(IReadOnlyDictionary<string, Tensor> shard) => new ExpertOverlay(this, shard);

    /// <summary>The residual stream after the last norm, <c>[sequences, positions, width]</c>.</summary>
    internal Tensor Hidden(Tensor ids_BS, Tensor? mask_BS = null)
    {
        using var scope = NewDisposeScope();
        var visible_B1SS = mask_BS is null ? null : Visible(mask_BS);
        var hidden_BSD = _embedding.Weight.index_select(0, ids_BS.flatten()).view([.. ids_BS.shape, Configuration.HiddenSize]);
        OnLayerEnd?.Invoke(-1, hidden_BSD);
        foreach (var (index, layer) in _layers.Index())
        {
            var entered_BSD = hidden_BSD;
            hidden_BSD = layer.forward(entered_BSD, visible_B1SS);
            entered_BSD.Dispose();
            OnLayerEnd?.Invoke(index, hidden_BSD);
        }

        return _norm.forward(hidden_BSD).MoveToOuterDisposeScope();
    }

    internal Tensor Head(Tensor hidden) => functional.linear(hidden, (_head ?? _embedding).Weight);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rotary.Dispose();
        base.Dispose(disposing);
    }

    // Padding sees itself, so that no row is empty and not a number.
    private static Tensor Visible(Tensor mask_BS)
    {
        using var scope = NewDisposeScope();
        var length = mask_BS.shape[1];
        var causal_SS = ones(length, length, dtype: @bool, device: mask_BS.device).tril();
        var itself_SS = eye(length, dtype: @bool, device: mask_BS.device);
        return (causal_SS & mask_BS.to(@bool).unsqueeze(1).unsqueeze(1) | itself_SS).MoveToOuterDisposeScope();
    }

    private static void RequireMatch(ModelConfiguration configuration, ExpertGroup? group)
    {
        foreach (var (layer, experts) in group?.ExpertsByLayer ?? ImmutableSortedDictionary<int, ImmutableArray<int>>.Empty)
        {
            if (!configuration.IsMoe(layer))
                throw new TrainingException($"Expert group {group!.Id} has experts in layer {layer}, which has none in this model.");
            if (experts is [.., var last] && last >= configuration.NRoutedExperts)
                throw new TrainingException($"Expert group {group!.Id} has expert {last} in layer {layer}; this model has {configuration.NRoutedExperts}.");
        }
    }

    private ImmutableArray<int>? HeldIn(int layer) =>
        Group is null ? null : Group.ExpertsByLayer.TryGetValue(layer, out var experts) ? experts : [];

    private Checkpoint Export(bool isExpert)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return new(State.Where(pair => ExpertsByPrefix.Keys.Any(prefix => pair.Key.StartsWith(prefix, StringComparison.Ordinal)) == isExpert)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.detach().clone())));
    }

    private void RegisterParts()
    {
        var layers = new ModuleGroup("layers", _layers.Index().Select(pair => ($"{pair.Index}", (Module)pair.Item)));
        register_module("model", new ModuleGroup("model", [("embed_tokens", _embedding), ("layers", layers), ("norm", _norm)]));
        if (_head is not null)
            register_module("lm_head", _head);
    }

    private sealed class ModuleGroup : Module
    {
        public ModuleGroup(string name, IEnumerable<(string Name, Module Module)> parts)
            : base(name)
        {
            foreach (var (part, module) in parts)
                register_module(part, module);
        }
    }
}
