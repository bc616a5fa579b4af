using Connito.Chain.Primitives;

namespace Connito.Neuron.Cycles;

/// <summary>One turn of the nine phases.</summary>
/// <param name="Index">Cycles since block 0.</param>
/// <param name="Schedule">The lengths it runs by.</param>
internal readonly record struct Cycle(uint Index, CycleSchedule Schedule)
{
    /// <summary>The global version of what this cycle produces: the block at which MinerCommit1 begins.</summary>
    public BlockNumber Version => Start(CyclePhase.MinerCommit1);

    /// <summary>The cycle after this one.</summary>
    public Cycle Next => this with { Index = Index + 1 };

    /// <summary>The cycle before this one; cycle 0 has none.</summary>
    public Cycle? Previous => Index == 0 ? null : this with { Index = Index - 1 };

    /// <summary>The first block of <paramref name="phase"/>.</summary>
    public BlockNumber Start(CyclePhase phase) => new(checked((Index * Schedule.LengthBlocks) + Schedule.OffsetOf(phase)));

    /// <summary>The last block of <paramref name="phase"/>.</summary>
    public BlockNumber End(CyclePhase phase) => Start(phase) + (Schedule.LengthOf(phase) - 1);

    /// <summary>The index.</summary>
    public override string ToString() => Index.ToString();
}
