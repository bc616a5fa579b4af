using Connito.Chain.Primitives;
using Connito.Neuron.Cycles;

namespace Connito.Neuron.Store;

/// <summary>Names one step of a neuron's work.</summary>
/// <param name="Cycle">The cycle it belongs to.</param>
/// <param name="Stage">What is done; a constant beside the code that does it.</param>
/// <param name="Hotkey">Whom it is about, if anyone.</param>
internal readonly record struct StepName(uint Cycle, string Stage, Hotkey? Hotkey = null)
{
    /// <summary>A step of <paramref name="cycle"/>.</summary>
    public StepName(Cycle cycle, string stage, Hotkey? hotkey = null)
        : this(cycle.Index, stage, hotkey)
    {
    }

    /// <summary>The hotkey as the database keeps it.</summary>
    public string HotkeyText => Hotkey?.ToString() ?? "";
}
