namespace Connito.Neuron.Commitments;

/// <summary>A commitment does not fit; nothing was sent.</summary>
internal sealed class CommitmentTooLongException(string message) : NeuronException(message);
