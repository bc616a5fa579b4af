using Connito.Neuron.Compute;
using Connito.Neuron.Store;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Baselines;

/// <summary>A task's initial model in the vault: its frozen part, and the baseline that the network begins with.</summary>
/// <param name="Bundle">The task.</param>
/// <param name="Shared">The file of all parameters that are no routed expert's; the same for ever.</param>
/// <param name="Initial">The first baseline.</param>
/// <param name="Schema">Names, shapes and types of the group's experts.</param>
internal sealed record TaskFiles(TaskBundle Bundle, RevisionFile Shared, HeldBaseline Initial, CheckpointSchema Schema)
{
    /// <summary>Splits the bundle's initial model into the vault.</summary>
    public static async Task<TaskFiles> PrepareAsync(TaskBundle bundle, FileVault vault, CancellationToken cancellation)
    {
        string experts = vault.NewPath();
        string shared = vault.NewPath();
        bundle.SplitInitial(experts, shared);
        using var pattern = Checkpoint.Read(experts);
        var schema = CheckpointSchema.Of(pattern);
        var hash = pattern.Hash();
        var sharedFile = await vault.AdoptAsync(shared, expected: null, cancellation);
        var expertsFile = await vault.AdoptAsync(experts, expected: null, cancellation);
        return new TaskFiles(
            bundle,
            new RevisionFile(Transport.CheckpointFileName.Shared, sharedFile, new FileInfo(vault.PathOf(sharedFile)).Length),
            new HeldBaseline(hash.Hex, Version: 0, expertsFile.Hex, Momentum: null, "the task's initial model"),
            schema);
    }
}
