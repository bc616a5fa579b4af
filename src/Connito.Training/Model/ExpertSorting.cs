using static TorchSharp.torch;

namespace Connito.Training.Model;

// Shape suffixes: T tokens, D width, K experts chosen per token, N = T · K assignments, M of them to experts held here.

/// <summary>Brings rows into the order of their experts and back, by gathering in both directions of both passes.</summary>
/// <remarks>
/// The gradient of an indexed read is by default an indexed addition: row by row on a CPU, in no fixed order on a GPU. Each row here
/// is read once, so the gradient is the inverse read.
/// </remarks>
/// <param name="order_N">Assignments by falling into the experts' order.</param>
/// <param name="rank_N">The inverse of it: where each assignment stands in that order.</param>
/// <param name="heldCount">M: the assignments at the front of the order whose expert is held here.</param>
internal sealed class ExpertSorting(Tensor order_N, Tensor rank_N, long heldCount)
{
    private readonly Tensor _order_M = order_N.narrow(0, 0, heldCount);

    /// <returns>A token's row for each of its assignments, in the experts' order, <c>[M, D]</c>.</returns>
    public Tensor Dispatch(Tensor hidden_TD, long chosen)
    {
        var repeated_ND = hidden_TD.unsqueeze(1).expand(-1, chosen, -1).reshape(-1, hidden_TD.shape[1]);
        return Take.apply(repeated_ND, _order_M, rank_N);
    }

    /// <returns>Each assignment's row, zero where its expert is not held, <c>[N, D]</c>.</returns>
    public Tensor Collect(Tensor outputs_MD) => PutBack.apply(outputs_MD, _order_M, rank_N);

    private static Tensor Gather(Tensor rows_MD, Tensor rank_N)
    {
        var missing = rank_N.shape[0] - rows_MD.shape[0];
        var rows_ND = missing == 0 ? rows_MD : cat([rows_MD, rows_MD.new_zeros(missing, rows_MD.shape[1])], 0);
        return rows_ND.index_select(0, rank_N);
    }

    private sealed class Take : autograd.SingleTensorFunction<Take>
    {
        public override string Name => nameof(Take);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[2]]);
            return ((Tensor)vars[0]).index_select(0, (Tensor)vars[1]);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [Gather(grad_output, ctx.get_saved_variables()[0]), null!, null!];
    }

    private sealed class PutBack : autograd.SingleTensorFunction<PutBack>
    {
        public override string Name => nameof(PutBack);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[1]]);
            return Gather((Tensor)vars[0], (Tensor)vars[2]);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output.index_select(0, ctx.get_saved_variables()[0]), null!, null!];
    }
}
