using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Commitments;

/// <summary>Writes a commitment's JSON and holds it to the byte budget.</summary>
internal static class CommitPayload
{
    // Plain ASCII in, plain ASCII out: the default encoder would turn a '+' into six characters.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(LimitProfile limits, Action<Utf8JsonWriter> fields)
    {
        var bytes = new ArrayBufferWriter<byte>(limits.PayloadBytes);
        using (var json = new Utf8JsonWriter(bytes, Compact))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        if (bytes.WrittenCount > limits.PayloadBytes)
            throw new CommitmentTooLongException(
                $"A commitment has at most {limits.PayloadBytes} bytes, this one has {bytes.WrittenCount}; shorten its location.");
        return bytes.WrittenSpan.ToArray();
    }
}
