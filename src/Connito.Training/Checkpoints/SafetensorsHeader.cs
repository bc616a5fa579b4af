using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Connito.Training.Checkpoints;

/// <summary>What a safetensors file says it holds: checked against itself, the file's size and the limits.</summary>
/// <remarks>
/// Layout: the header's length (u64, little endian), the header (JSON, padded with spaces), the tensors' bytes. Tensors cover the
/// bytes after the header exactly: no overlap, no hole, nothing behind the last. Source: safetensors, "Format".
/// </remarks>
public sealed record SafetensorsHeader
{
    internal const int PrefixSizeBytes = sizeof(ulong);

    private SafetensorsHeader(
        ImmutableArray<TensorEntry> tensors, ImmutableSortedDictionary<string, string> metadata, long dataOffset)
    {
        Tensors = tensors;
        Metadata = metadata;
        DataOffset = dataOffset;
    }

    /// <summary>The tensors by name, in code point order.</summary>
    public ImmutableArray<TensorEntry> Tensors { get; }

    /// <summary>The free text beside them: nothing vouches for it.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>Where the tensors' bytes begin in the file.</summary>
    public long DataOffset { get; }

    /// <summary>The length of the header that follows the first eight bytes.</summary>
    /// <exception cref="CheckpointFormatException">The file or its header is too short or too long.</exception>
    internal static int ReadLength(ReadOnlySpan<byte> prefix, long fileSizeBytes, CheckpointLimits limits)
    {
        if (fileSizeBytes > limits.FileSizeBytes)
            throw new CheckpointFormatException($"The file has {fileSizeBytes} bytes; {limits.FileSizeBytes} are allowed.");
        if (prefix.Length < PrefixSizeBytes)
            throw new CheckpointFormatException($"The file has {prefix.Length} bytes; its header's length alone takes {PrefixSizeBytes}.");

        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)(fileSizeBytes - PrefixSizeBytes))
            throw new CheckpointFormatException($"The header says it is {length} bytes long; {fileSizeBytes - PrefixSizeBytes} follow.");
        if (length > (ulong)limits.HeaderSizeBytes)
            throw new CheckpointFormatException($"The header says it is {length} bytes long; {limits.HeaderSizeBytes} are allowed.");

        return (int)length;
    }

    /// <summary>Reads the header and checks all it says.</summary>
    /// <param name="json">The header's bytes, without the length in front.</param>
    /// <param name="fileSizeBytes">The size of the whole file.</param>
    /// <param name="limits">What the file may ask for.</param>
    /// <exception cref="CheckpointFormatException">The header is not one, contradicts itself or the file, or passes a limit.</exception>
    internal static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long fileSizeBytes, CheckpointLimits limits)
    {
        var (tensors, metadata) = SafetensorsHeaderReader.Read(json, limits);
        var dataOffset = PrefixSizeBytes + (long)json.Length;
        CheckCoverage(tensors, fileSizeBytes - dataOffset);
        return new([.. tensors.OrderBy(tensor => tensor.Name, CodePointOrder.Instance)], metadata, dataOffset);
    }

    private static void CheckCoverage(List<TensorEntry> tensors, long dataSizeBytes)
    {
        long covered = 0;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.SizeBytes))
        {
            if (tensor.Offset < covered)
                throw Fault(tensor, $"begins at byte {tensor.Offset}, inside the one before it, which ends at {covered}");
            if (tensor.Offset > covered)
                throw Fault(tensor, $"begins at byte {tensor.Offset}; bytes {covered} to {tensor.Offset} belong to no tensor");
            if (tensor.SizeBytes > dataSizeBytes - covered)
                throw Fault(tensor, $"ends at byte {tensor.Offset + tensor.SizeBytes}; the file holds {dataSizeBytes} bytes of data");

            covered += tensor.SizeBytes;
        }

        if (covered != dataSizeBytes)
            throw new CheckpointFormatException($"The tensors cover {covered} bytes; the file holds {dataSizeBytes} bytes of data.");
    }

    private static CheckpointFormatException Fault(TensorEntry tensor, string message) =>
        new($"Tensor '{tensor.Name}' {message}.", tensor.Name);
}
