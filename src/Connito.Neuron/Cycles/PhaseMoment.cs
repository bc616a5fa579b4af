using Connito.Chain.Primitives;

namespace Connito.Neuron.Cycles;

/// <summary>Where a block stands in its cycle.</summary>
internal readonly record struct PhaseMoment(Cycle Cycle, CyclePhase Phase, BlockNumber Block)
{
    /// <summary>The phase's first block.</summary>
    public BlockNumber Start => Cycle.Start(Phase);

    /// <summary>The phase's last block.</summary>
    public BlockNumber End => Cycle.End(Phase);

    /// <summary>Blocks since the cycle's first.</summary>
    public long CycleBlock => Block - Cycle.Start(CyclePhase.Distribute);

    /// <summary>Blocks since the phase's first.</summary>
    public long BlocksInto => Block - Start;

    /// <summary>Blocks left of the phase after this one.</summary>
    public long BlocksRemaining => End - Block;
}
