using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Connito.Training.Experts;

/// <summary>The text of <c>expert_assignment.json</c>: layer, as a decimal string, to pairs of two numbers.</summary>
internal static class ExpertAssignmentJson
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 3 };
    private static readonly JsonWriterOptions Layout = new() { Indented = true, IndentSize = 2, NewLine = "\n" };

    /// <exception cref="ExpertAssignmentException">The bytes are no such text.</exception>
    public static Dictionary<int, ImmutableArray<ExpertSlot>> Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Strict);
            var layers = ReadLayers(ref reader);
            return reader.Read() ? throw new ExpertAssignmentException("Something follows the assignment's object.") : layers;
        }
        // InvalidOperationException: text that is not UTF-8, or half a surrogate pair.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ExpertAssignmentException($"The assignment is not valid JSON: {exception.Message}", exception);
        }
    }

    public static byte[] Write(IEnumerable<KeyValuePair<int, ImmutableArray<ExpertSlot>>> layers)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Layout))
        {
            json.WriteStartObject();
            foreach (var (layer, slots) in layers)
            {
                json.WriteStartArray(layer.ToString(CultureInfo.InvariantCulture));
                foreach (var slot in slots)
                    WritePair(json, slot);

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WritePair(Utf8JsonWriter json, ExpertSlot slot)
    {
        json.WriteStartArray();
        json.WriteNumberValue(slot.Index);
        json.WriteNumberValue(slot.Expert);
        json.WriteEndArray();
    }

    private static Dictionary<int, ImmutableArray<ExpertSlot>> ReadLayers(ref Utf8JsonReader reader)
    {
        var layers = new Dictionary<int, ImmutableArray<ExpertSlot>>();
        Expect(ref reader, JsonTokenType.StartObject, "the assignment");
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var layer))
                throw new ExpertAssignmentException($"A layer is a decimal number, not '{key}'.");
            if (!layers.TryAdd(layer, ReadSlots(ref reader, layer)))
                throw new ExpertAssignmentException($"Layer {layer} stands in the assignment twice.");
        }

        return layers;
    }

    private static ImmutableArray<ExpertSlot> ReadSlots(ref Utf8JsonReader reader, int layer)
    {
        var slots = ImmutableArray.CreateBuilder<ExpertSlot>();
        Expect(ref reader, JsonTokenType.StartArray, $"layer {layer}");
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new ExpertAssignmentException($"Layer {layer} holds {reader.TokenType} where a pair [index, expert] belongs.");

            slots.Add(new ExpertSlot(ReadNumber(ref reader, layer), ReadNumber(ref reader, layer)));
            Expect(ref reader, JsonTokenType.EndArray, $"a pair of layer {layer}");
        }

        return slots.ToImmutable();
    }

    private static int ReadNumber(ref Utf8JsonReader reader, int layer)
    {
        Expect(ref reader, JsonTokenType.Number, $"a pair of layer {layer}");
        return reader.TryGetInt32(out var number)
            ? number
            : throw new ExpertAssignmentException($"Layer {layer} holds a number that is not a whole one of 32 bits.");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new ExpertAssignmentException("The assignment ends inside its object.");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType wanted, string where)
    {
        if (Next(ref reader) != wanted)
            throw new ExpertAssignmentException($"In {where} stands {reader.TokenType} where {wanted} belongs.");
    }
}
