namespace Connito.Neuron.Demo;

/// <summary>What a person may say of a run of the demo.</summary>
/// <param name="Fast">The small plan.</param>
/// <param name="Seed">Of keys, weights and batches.</param>
/// <param name="Folder">Where everything is written; null: a temporary folder, deleted at the end.</param>
internal sealed record DemoOptions(bool Fast, ulong Seed, string? Folder)
{
    /// <summary>How much is done.</summary>
    public DemoPlan Plan => Fast ? DemoPlan.Fast : DemoPlan.Standard;
}
