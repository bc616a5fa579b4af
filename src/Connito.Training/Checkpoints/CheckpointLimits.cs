namespace Connito.Training.Checkpoints;

/// <summary>What a checkpoint file may ask of its reader; every limit is checked before memory is taken.</summary>
public sealed record CheckpointLimits
{
    /// <summary>Limits for our own files: any model that this machine can hold.</summary>
    public static CheckpointLimits Default { get; } = new();

    /// <summary>Bytes of the whole file.</summary>
    public long FileSizeBytes { get; init; } = 1L << 40;

    /// <summary>Bytes of the header alone.</summary>
    public int HeaderSizeBytes { get; init; } = 32 << 20;

    /// <summary>Tensors in the file.</summary>
    public int TensorCount { get; init; } = 200_000;

    /// <summary>Characters of a tensor's name.</summary>
    public int NameLength { get; init; } = 512;

    /// <summary>Dimensions of a tensor.</summary>
    public int DimensionCount { get; init; } = 8;

    /// <summary>Bytes of one tensor.</summary>
    public long TensorSizeBytes { get; init; } = 1L << 38;
}
