namespace Connito.Neuron.Doctor;

/// <summary>Free space where a neuron keeps checkpoints.</summary>
/// <param name="folder">The folder; it need not exist yet.</param>
/// <param name="freeBytes">Free space of the file system that holds an existing folder.</param>
internal sealed class DiskCheck(string folder, Func<string, long> freeBytes) : IDoctorCheck
{
    private const long Gibibyte = 1L << 30;

    /// <summary>Below this a neuron refuses what arrives.</summary>
    private const long LeastBytes = Gibibyte;

    /// <summary>A baseline and the shards of one cycle of the main network.</summary>
    private const long AmpleBytes = 50 * Gibibyte;

    /// <summary>Looks at the file system.</summary>
    public DiskCheck(string folder)
        : this(folder, path => new DriveInfo(path).AvailableFreeSpace)
    {
    }

    /// <inheritdoc/>
    public string Name => "disk";

    /// <inheritdoc/>
    public Task<IReadOnlyList<DoctorFinding>> RunAsync(CancellationToken cancellation)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
            existing = Path.GetDirectoryName(existing)!;

        var free = freeBytes(existing);
        var found = $"{(double)free / Gibibyte:0.0} GiB free at {existing}";
        var finding = free switch
        {
            < LeastBytes => DoctorFinding.Failure(Name, found, "Free at least 1 GiB, or start the neuron with --data on another disk."),
            < AmpleBytes => DoctorFinding.Warning(Name, found, "Enough for the local network; the main network's checkpoints want 50 GiB."),
            _ => DoctorFinding.Ok(Name, found),
        };
        return Task.FromResult<IReadOnlyList<DoctorFinding>>([finding]);
    }
}
