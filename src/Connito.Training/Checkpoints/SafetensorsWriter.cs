using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>Writes a safetensors file: the same tensors always give the same bytes.</summary>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes beside the target, flushes to the disk, then takes the target's place: it is never seen half written.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        // Wide elements first, as the published writer does: each tensor then begins at a multiple of its element size.
        var ordered = tensors
            .OrderByDescending(pair => TensorType.SizeBytes(pair.Value.dtype))
            .ThenBy(pair => pair.Key, CodePointOrder.Instance)
            .ToArray();

        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                WriteHeader(stream, ordered);
                foreach (var (_, tensor) in ordered)
                    TensorBytes.Visit(tensor, stream.Write);

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void WriteHeader(Stream stream, KeyValuePair<string, Tensor>[] ordered)
    {
        var json = new ArrayBufferWriter<byte>();
        WriteJson(json, ordered);
        var padding = (Alignment - (json.WrittenCount % Alignment)) % Alignment;
        json.GetSpan(padding)[..padding].Fill((byte)' ');
        json.Advance(padding);

        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixSizeBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)json.WrittenCount);
        stream.Write(prefix);
        stream.Write(json.WrittenSpan);
    }

    private static void WriteJson(IBufferWriter<byte> output, KeyValuePair<string, Tensor>[] ordered)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        // Python's readers ask for this entry.
        json.WriteStartObject("__metadata__");
        json.WriteString("format", "pt");
        json.WriteEndObject();

        long offset = 0;
        foreach (var (name, tensor) in ordered)
        {
            var end = offset + (tensor.NumberOfElements * tensor.ElementSize);
            json.WriteStartObject(name);
            json.WriteString("dtype", TensorType.NameOf(tensor.dtype));
            WriteNumbers(json, "shape", tensor.shape);
            WriteNumbers(json, "data_offsets", offset, end);
            json.WriteEndObject();
            offset = end;
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, params ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);

        json.WriteEndArray();
    }
}
