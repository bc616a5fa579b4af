using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>Looks for elements that are infinite or not a number.</summary>
public static class FiniteTensor
{
    /// <summary>Whether every element is finite; a whole-number tensor always is. Waits for the tensor's device.</summary>
    public static bool IsFinite(Tensor tensor)
    {
        if (!TensorType.IsFloating(tensor.dtype))
            return true;

        using var scope = NewDisposeScope();
        return tensor.detach().isfinite().all().item<bool>();
    }
}
