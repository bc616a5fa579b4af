using static TorchSharp.torch;

namespace Connito.Training.Model;

// Shape suffixes: T tokens, D width, E experts held here, K experts chosen per token, N = T · K assignments, M rows in the experts' order.

/// <summary>Brings rows into the order of their experts and back, by gathering in both directions of both passes.</summary>
/// <remarks>
/// The gradient of an indexed read is by default an indexed addition: row by row on a CPU, in no fixed order on a GPU. Each row here
/// is read once, so the gradient is the inverse read. Rows of zeros may fill up an expert's slice: they move no weight and are not read back.
/// </remarks>
internal sealed class ExpertSorting
{
    private readonly Tensor _order_M;
    private readonly Tensor _rank_N;
    private readonly bool _hasFilling;
    private readonly bool _isPartial;

    // order_M: the assignment of each row, N for a row of zeros. rank_N: the row of each assignment, M or more where its expert is not held.
    private ExpertSorting(Tensor order_M, Tensor rank_N, long[] sliceSizes, bool hasFilling, bool isPartial)
    {
        (_hasFilling, _isPartial) = (hasFilling, isPartial);
        _order_M = order_M;
        _rank_N = rank_N;
        SliceSizes = sliceSizes;
    }

    /// <summary>Rows of each held expert, one slice after the other.</summary>
    public long[] SliceSizes { get; }

    /// <param name="slots_N">Where the expert of each assignment stands among those held; their number if it is not held.</param>
    /// <param name="counts">How often each slot stands there.</param>
    /// <param name="rowsTogether">Slices are filled up to a multiple of this.</param>
    public static ExpertSorting Of(Tensor slots_N, ReadOnlySpan<long> counts, int rowsTogether)
    {
        using var scope = NewDisposeScope();
        var total = slots_N.shape[0];
        var (sortedSlots_N, order_N) = slots_N.sort(stable: true);
        var rows_N = arange(total, device: slots_N.device);
        var sizes = new long[counts.Length - 1];
        var shifts = new long[counts.Length];
        for (var slot = 0; slot < sizes.Length; slot++)
        {
            sizes[slot] = (counts[slot] + rowsTogether - 1) / rowsTogether * rowsTogether;
            shifts[slot + 1] = shifts[slot] + sizes[slot] - counts[slot];
        }

        var held = total - counts[^1];
        var order_M = order_N.narrow(0, 0, held);
        if (shifts[^1] > 0)
        {
            rows_N = rows_N + tensor(shifts, device: slots_N.device).index_select(0, sortedSlots_N);
            order_M = full(held + shifts[^1], total, int64, slots_N.device).scatter_(0, rows_N.narrow(0, 0, held), order_M);
        }

        var rank_N = empty_like(order_N).scatter_(0, order_N, rows_N);
        scope.MoveToOuter(order_M, rank_N);
        return new(order_M, rank_N, sizes, shifts[^1] > 0, held < total);
    }

    /// <returns>A token's row for each of its assignments, in the experts' order, <c>[M, D]</c>.</returns>
    public Tensor Dispatch(Tensor hidden_TD, long chosen)
    {
        var repeated_ND = hidden_TD.unsqueeze(1).expand(-1, chosen, -1).reshape(-1, hidden_TD.shape[1]);
        return Reordering.apply(repeated_ND, _order_M, _rank_N, _hasFilling, _isPartial);
    }

    /// <returns>Each assignment's row, zero where its expert is not held, <c>[N, D]</c>.</returns>
    public Tensor Collect(Tensor outputs_MD) => Reordering.apply(outputs_MD, _rank_N, _order_M, _isPartial, _hasFilling);

    /// <summary>Reads the rows of an index; a number from the rows' count on, which only an index with gaps has, reads zeros.</summary>
    private sealed class Reordering : autograd.SingleTensorFunction<Reordering>
    {
        private const string Gaps = nameof(Gaps);

        public override string Name => nameof(Reordering);

        // vars: rows, index, inverse index, whether the one and the other have gaps.
        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[2]]);
            ctx.save_data(Gaps, vars[4]);
            return Read((Tensor)vars[0], (Tensor)vars[1], (bool)vars[3]);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [Read(grad_output, ctx.get_saved_variables()[0], (bool)ctx.get_data(Gaps)), null!, null!, null!, null!];

        private static Tensor Read(Tensor rows, Tensor index, bool hasGaps)
        {
            if (!hasGaps)
                return rows.index_select(0, index);

            using var scope = NewDisposeScope();
            var count = rows.shape[0];
            var followed = cat([rows, rows.new_zeros(1, rows.shape[1])], 0);
            return followed.index_select(0, index.clamp_max(count)).MoveToOuterDisposeScope();
        }
    }
}
