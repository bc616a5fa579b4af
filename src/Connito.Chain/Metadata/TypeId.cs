namespace Connito.Chain.Metadata;

/// <summary>A type's place in the registry of one runtime; another runtime numbers its types anew.</summary>
public readonly record struct TypeId(int Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"#{Value}";
}
