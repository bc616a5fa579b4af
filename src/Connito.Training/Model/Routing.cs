using static TorchSharp.torch;

namespace Connito.Training.Model;

/// <summary>Where a layer's router sends each token. The tensors live until the observer that received them returns.</summary>
/// <param name="Probabilities_TE">Softmax over all experts of the full model, before any mask; float32.</param>
/// <param name="Weights_TK">Mixing weights of the chosen; float32.</param>
/// <param name="Experts_TK">Ids of the chosen, in no promised order.</param>
public readonly record struct Routing(Tensor Probabilities_TE, Tensor Weights_TK, Tensor Experts_TK);
