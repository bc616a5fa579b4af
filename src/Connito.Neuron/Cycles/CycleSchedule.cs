using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Neuron.Cycles;

/// <summary>Turns block numbers into cycles and phases; cycles are anchored at block 0.</summary>
/// <remarks>Source: docs/protocol.md, "Cycle and phases". Lengths come from the network profile, never from code.</remarks>
internal sealed class CycleSchedule
{
    /// <summary>Phases in a cycle.</summary>
    public static readonly int PhaseCount = Enum.GetValues<CyclePhase>().Length;

    private readonly ImmutableArray<uint> _lengths;
    private readonly ImmutableArray<uint> _offsets;

    /// <param name="lengths">Blocks of each phase, in the order of <see cref="CyclePhase"/>; each at least one.</param>
    /// <exception cref="ArgumentException">There are not nine lengths, or one is zero.</exception>
    public CycleSchedule(IEnumerable<uint> lengths)
    {
        _lengths = [.. lengths];
        if (_lengths.Length != PhaseCount)
            throw new ArgumentException($"A cycle has {PhaseCount} phases, {_lengths.Length} lengths came.", nameof(lengths));
        if (_lengths.IndexOf(0u) is >= 0 and var empty)
            throw new ArgumentException($"Phase {(CyclePhase)empty} has no blocks; each phase needs at least one.", nameof(lengths));

        var offsets = ImmutableArray.CreateBuilder<uint>(PhaseCount);
        foreach (uint length in _lengths)
        {
            offsets.Add(LengthBlocks);
            LengthBlocks = checked(LengthBlocks + length);
        }

        _offsets = offsets.MoveToImmutable();
    }

    /// <summary>Blocks in a whole cycle.</summary>
    public uint LengthBlocks { get; }

    /// <summary>The cycle that <paramref name="block"/> lies in.</summary>
    public Cycle CycleAt(BlockNumber block) => new(block.Value / LengthBlocks, this);

    /// <summary>The phase that <paramref name="block"/> lies in, and how far into it.</summary>
    public PhaseMoment At(BlockNumber block)
    {
        uint cycleBlock = block.Value % LengthBlocks;
        int phase = PhaseCount - 1;
        while (_offsets[phase] > cycleBlock)
            phase--;
        return new PhaseMoment(CycleAt(block), (CyclePhase)phase, block);
    }

    internal uint OffsetOf(CyclePhase phase) => _offsets[(int)phase];

    internal uint LengthOf(CyclePhase phase) => _lengths[(int)phase];
}
