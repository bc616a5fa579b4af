using System.Collections.Immutable;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

// Shape suffixes: T tokens, D width, K experts chosen per token, M sorted rows, F inner width.

/// <summary>The routed experts of a layer that this model holds; an assignment to any other contributes nothing.</summary>
internal sealed class RoutedExperts : Module<Tensor, Routing, Tensor>
{
    // oneDNN compiles a kernel for each number of rows it meets, which takes as long as running it several times.
    private const int CpuRowsTogether = 32;

    private readonly RoutedExpert[] _experts;
    private readonly long _width;
    private readonly int _rowsTogether;
    private readonly Tensor _slotOfExpert_E;

    /// <param name="configuration">The model's.</param>
    /// <param name="held">Ids of the experts held, ascending.</param>
    /// <param name="parameters">Makes their matrices.</param>
    public RoutedExperts(ModelConfiguration configuration, ImmutableArray<int> held, ParameterFactory parameters)
        : base(nameof(RoutedExperts))
    {
        _width = configuration.HiddenSize;
        _rowsTogether = parameters is { Type: ScalarType.BFloat16, Device.type: TorchSharp.DeviceType.CPU } ? CpuRowsTogether : 1;
        _experts = [.. held.Select(id => new RoutedExpert(parameters.In($"{id}"), configuration.HiddenSize, configuration.MoeIntermediateSize))];
        ById = held.Zip(_experts).ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second);
        foreach (var (id, expert) in ById)
            register_module($"{id}", expert);

        // Experts held elsewhere share the slot after the last, so that sorting puts their tokens at the end.
        var slots = Enumerable.Repeat((long)held.Length, configuration.NRoutedExperts).ToArray();
        for (var slot = 0; slot < held.Length; slot++)
            slots[held[slot]] = slot;
        _slotOfExpert_E = tensor(slots, device: parameters.Device).DetachFromDisposeScope();
    }

    /// <summary>The experts under their ids in the full model.</summary>
    public ImmutableSortedDictionary<int, RoutedExpert> ById { get; }

    public override Tensor forward(Tensor hidden_TD, Routing routing)
    {
        using var scope = NewDisposeScope();
        var (tokens, chosen) = (hidden_TD.shape[0], routing.Experts_TK.shape[1]);
        if (_experts.Length == 0)
            return zeros_like(hidden_TD).MoveToOuterDisposeScope();

        var slots_N = _slotOfExpert_E.index_select(0, routing.Experts_TK.flatten());
        // The only wait for the device in a layer.
        var counts = bincount(slots_N, minlength: _experts.Length + 1).cpu().data<long>().ToArray();
        var sorting = ExpertSorting.Of(slots_N, counts, _rowsTogether);

        var sorted_MD = sorting.Dispatch(hidden_TD, chosen);
        var outputs_MD = Compute(sorted_MD, sorting.SliceSizes);
        var outputs_TKD = sorting.Collect(outputs_MD).view(tokens, chosen, _width);
        var weights_T1K = routing.Weights_TK.to(hidden_TD.dtype).unsqueeze(1);
        return weights_T1K.bmm(outputs_TKD).squeeze(1).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _slotOfExpert_E.Dispose();
        base.Dispose(disposing);
    }

    // One GEMM an expert and projection on a contiguous slice; the activation runs once over all of them.
    private Tensor Compute(Tensor sorted_MD, ReadOnlySpan<long> sliceSizes)
    {
        var (busy, sizes) = (new List<int>(), new List<long>());
        for (var slot = 0; slot < sliceSizes.Length; slot++)
        {
            if (sliceSizes[slot] == 0)
                continue;

            busy.Add(slot);
            sizes.Add(sliceSizes[slot]);
        }

        return busy.Count == 0 ? sorted_MD : Compute(sorted_MD, busy, [.. sizes]);
    }

    private Tensor Compute(Tensor sorted_MD, List<int> busy, long[] sizes)
    {
        var gateUp = cat([.. sorted_MD.split(sizes).Zip(busy, (slice, slot) => functional.linear(slice, _experts[slot].GateUp))], 0).chunk(2, -1);
        var inner_MF = functional.silu(gateUp[0]) * gateUp[1];
        return cat([.. inner_MF.split(sizes).Zip(busy, (slice, slot) => functional.linear(slice, _experts[slot].Down))], 0);
    }
}
