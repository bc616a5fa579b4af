using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Neuron.Commitments;

namespace Connito.Neuron.Transport;

/// <summary>Asks for a revision.</summary>
/// <param name="Owner">Who published it.</param>
/// <param name="Cycle">In which cycle.</param>
/// <param name="Place">Where, and the beginning of its id, as committed.</param>
/// <param name="Names">The files it may hold; with any other it is refused.</param>
/// <param name="MaxFileBytes">Largest file that is taken.</param>
internal sealed record RevisionRequest(Hotkey Owner, uint Cycle, CommittedPlace Place, ImmutableArray<string> Names, long MaxFileBytes);
