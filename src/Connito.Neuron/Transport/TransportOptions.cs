using System.ComponentModel.DataAnnotations;

namespace Connito.Neuron.Transport;

/// <summary>How checkpoints travel.</summary>
internal sealed class TransportOptions
{
    /// <summary>A folder that all neurons share; null: the axons of the validators.</summary>
    public string? Folder { get; init; }

    /// <summary>Tries of one transfer.</summary>
    [Range(1, 20)]
    public int Attempts { get; init; } = 4;

    /// <summary>Wait before the second try; it grows with each.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Silence after which a sender is given up.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How far a signed request's clock may differ from ours.</summary>
    public TimeSpan ReplayWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Uploads that run at once.</summary>
    [Range(1, 1_000)]
    public int ConcurrentUploads { get; init; } = 16;

    /// <summary>Cycles for which files are kept.</summary>
    [Range(2, 1_000)]
    public int KeptCycles { get; init; } = 4;
}
