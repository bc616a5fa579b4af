using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Connito.Training.Model;

/// <summary>Cross-entropy of each next token, in float32: logits at a position are held against the label of the one after.</summary>
internal static class CausalLoss
{
    /// <returns>The mean over all labels that count, a scalar.</returns>
    public static Tensor Mean(Tensor logits_BSV, Tensor labels_BS)
    {
        using var scope = NewDisposeScope();
        var predicting = logits_BSV.narrow(1, 0, logits_BSV.shape[1] - 1).reshape(-1, logits_BSV.shape[2]).to(float32);
        var labels = labels_BS.narrow(1, 1, labels_BS.shape[1] - 1).reshape(-1);
        return functional.cross_entropy(predicting, labels).MoveToOuterDisposeScope();
    }
}
