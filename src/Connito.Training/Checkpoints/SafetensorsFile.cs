using System.Buffers;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>An open safetensors file: its header is checked before anything else of it is read.</summary>
internal sealed class SafetensorsFile : IDisposable
{
    private const int BufferSizeBytes = 1 << 20;

    private readonly SafeFileHandle _handle;

    private SafetensorsFile(SafeFileHandle handle, SafetensorsHeader header)
    {
        _handle = handle;
        Header = header;
    }

    public SafetensorsHeader Header { get; }

    /// <exception cref="CheckpointFormatException">The file breaks its format or the limits.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static SafetensorsFile Open(string path, CheckpointLimits limits)
    {
        var handle = File.OpenHandle(path);
        try
        {
            return new SafetensorsFile(handle, ReadHeader(handle, limits));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Reads one tensor's bytes straight into the memory of a new tensor.</summary>
    /// <exception cref="CheckpointFormatException">The file ends early, or a truth value is neither 0 nor 1.</exception>
    public Tensor ReadTensor(TensorEntry entry)
    {
        var position = Header.DataOffset + entry.Offset;
        return TensorBytes.Create(entry, piece =>
        {
            var bytes = piece.bytes;
            ReadExactly(_handle, bytes, position);
            CheckElements(entry, bytes);
            position += bytes.Length;
        });
    }

    /// <summary>Hands over one tensor's bytes in order.</summary>
    public void Visit(TensorEntry entry, ByteVisitor visitor)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(BufferSizeBytes, Math.Max(entry.SizeBytes, 1)));
        try
        {
            for (long done = 0; done < entry.SizeBytes;)
            {
                var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, entry.SizeBytes - done));
                ReadExactly(_handle, piece, Header.DataOffset + entry.Offset + done);
                CheckElements(entry, piece);
                visitor(piece);
                done += piece.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _handle.Dispose();

    private static SafetensorsHeader ReadHeader(SafeFileHandle handle, CheckpointLimits limits)
    {
        var fileSizeBytes = RandomAccess.GetLength(handle);
        Span<byte> prefix = stackalloc byte[(int)Math.Min(SafetensorsHeader.PrefixSizeBytes, fileSizeBytes)];
        ReadExactly(handle, prefix, 0);

        var json = new byte[SafetensorsHeader.ReadLength(prefix, fileSizeBytes, limits)];
        ReadExactly(handle, json, SafetensorsHeader.PrefixSizeBytes);
        return SafetensorsHeader.Parse(json, fileSizeBytes, limits);
    }

    private static void ReadExactly(SafeFileHandle handle, Span<byte> bytes, long position)
    {
        while (!bytes.IsEmpty)
        {
            var count = RandomAccess.Read(handle, bytes, position);
            if (count == 0)
                throw new CheckpointFormatException($"The file ends at byte {position}; {bytes.Length} more were declared.");

            bytes = bytes[count..];
            position += count;
        }
    }

    private static void CheckElements(TensorEntry entry, ReadOnlySpan<byte> bytes)
    {
        // A bool of any other bit pattern has no defined meaning in native code.
        if (entry.Type == ScalarType.Bool && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
            throw new CheckpointFormatException($"Tensor '{entry.Name}' holds truth values other than 0 and 1.", entry.Name);
    }
}
