using Connito.Chain.Subtensor;

namespace Connito.Neuron.Cycles;

/// <summary>What came of waiting for a phase.</summary>
internal abstract record PhaseEntry
{
    private PhaseEntry()
    {
    }

    /// <summary>The phase runs: the head lies in it.</summary>
    public sealed record Opened(BlockHeader Head) : PhaseEntry;

    /// <summary>The head had passed the phase before this neuron came to it: what belongs there is not done in this cycle.</summary>
    public sealed record Missed(BlockHeader Head) : PhaseEntry;
}
