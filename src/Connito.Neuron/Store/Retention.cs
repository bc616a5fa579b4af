using Connito.Neuron.Baselines;
using Connito.Neuron.Cycles;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Store;

/// <summary>Deletes what no later cycle needs: files of old revisions, old steps, what was being made.</summary>
internal sealed class Retention(
    FileVault vault, RevisionLog revisions, Journal journal, DataFolder folder, TaskFiles task, TransportOptions options,
    TimeProvider time, ILogger<Retention> log)
{
    // Longer than any file lies in the vault before the database knows it.
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(10);
    private const uint KeptSteps = 64;

    /// <summary>Runs after the work of <paramref name="cycle"/>; baselines in <paramref name="pinned"/> keep their files, however old.</summary>
    public void Run(Cycle cycle, params IEnumerable<HeldBaseline?> pinned)
    {
        uint keptFrom = Before(cycle.Index, (uint)options.KeptCycles);
        var kept = revisions.Prune(keptFrom).ToHashSet();
        kept.UnionWith([task.Shared.Hash, task.Initial.ExpertsFile]);
        foreach (var baseline in pinned.OfType<HeldBaseline>())
            kept.UnionWith(baseline.MomentumFile is { } momentum ? [baseline.ExpertsFile, momentum] : [baseline.ExpertsFile]);

        int deleted = vault.Prune(kept, time.GetUtcNow() - Youth);
        journal.Prune(Before(cycle.Index, KeptSteps));
        DeleteWork(cycle);
        if (deleted > 0)
            log.FilesDeleted(deleted, keptFrom);
    }

    private void DeleteWork(Cycle cycle)
    {
        if (!Directory.Exists(folder.WorkPath))
            return;
        foreach (string path in Directory.EnumerateFiles(folder.WorkPath))
        {
            if (!path.EndsWith($"-{cycle.Index}.safetensors", StringComparison.Ordinal))
                File.Delete(path);
        }
    }

    private static uint Before(uint cycle, uint count) => cycle > count ? cycle - count : 0;
}
