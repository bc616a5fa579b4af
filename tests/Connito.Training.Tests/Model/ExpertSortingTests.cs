using Connito.Training.Model;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Model;

public class ExpertSortingTests
{
    private const int Tokens = 40;
    private const int Chosen = 3;
    private const int Held = 5;

    [Theory]
    [InlineData(1, Held)]
    [InlineData(1, Held + 1)]
    [InlineData(8, Held)]
    [InlineData(8, Held + 1)]
    [InlineData(32, Held + 1)]
    public void Rows_reach_their_expert_and_come_back_and_so_do_gradients(int rowsTogether, int slotCount)
    {
        using var scope = NewDisposeScope();
        var random = new Random(3);
        // Expert 2 stays without a token.
        var slots = Enumerable.Range(0, Tokens * Chosen).Select(_ => (long)random.Next(slotCount)).Select(slot => slot == 2 ? 1 : slot).ToArray();
        var counts = Enumerable.Range(0, Held + 1).Select(slot => slots.LongCount(one => one == slot)).ToArray();
        var hidden_TD = arange(Tokens * 2, float32).view(Tokens, 2).requires_grad_();

        var sorting = ExpertSorting.Of(tensor(slots), counts, rowsTogether);
        var sorted_MD = sorting.Dispatch(hidden_TD, Chosen);
        var slices = sorted_MD.split(sorting.SliceSizes);
        var collected_ND = sorting.Collect(cat([.. slices.Select((slice, slot) => slice * (slot + 1))]));
        collected_ND.sum().backward();

        Assert.All(sorting.SliceSizes, size => Assert.Equal(0, size % rowsTogether));
        Assert.Equal(0, sorting.SliceSizes[2]);
        var factor_N1 = tensor(slots.Select(slot => slot == Held ? 0f : slot + 1).ToArray()).unsqueeze(1);
        var repeated_ND = hidden_TD.detach().repeat_interleave(Chosen, 0);
        ReferenceModel.Near(repeated_ND * factor_N1, collected_ND, 0, "rows");
        ReferenceModel.Near(factor_N1.view(Tokens, Chosen).sum(1, keepdim: true).expand(Tokens, 2), hidden_TD.grad!, 0, "gradients");
        // What fills a slice up is zero, and so moves no weight.
        Assert.Equal(repeated_ND.mul(factor_N1.gt(0)).sum().item<float>(), sorted_MD.sum().item<float>(), 1e-2);
    }
}
