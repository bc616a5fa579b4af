using Connito.Chain.Primitives;
using Connito.Neuron.Store;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Submissions;

/// <summary>A stranger's file that lies in the vault: nothing is known of it but its bytes' hash. No model takes it.</summary>
/// <param name="Hotkey">Who submitted it.</param>
/// <param name="File">Its name in the vault.</param>
/// <param name="Committed">The model hash that was signed for it.</param>
internal sealed record FetchedSubmission(Hotkey Hotkey, FileHash File, ModelHash Committed);
