namespace Connito.Training.Experts;

/// <summary>A routed expert: its layer, and its id in the full model.</summary>
public readonly record struct ExpertId(int Layer, int Expert)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Layer}/{Expert}";
}
