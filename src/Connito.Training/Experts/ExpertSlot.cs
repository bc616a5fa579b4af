namespace Connito.Training.Experts;

/// <summary>One pair of an assignment.</summary>
/// <param name="Index">The expert's place in the group's own list; only a name today.</param>
/// <param name="Expert">The expert's id in the full model.</param>
public readonly record struct ExpertSlot(int Index, int Expert);
