using System.Collections.Immutable;
using System.Text.Json;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>Reads a safetensors header token by token: duplicates are seen, and nothing is built before it is checked.</summary>
internal ref struct SafetensorsHeaderReader
{
    private const string MetadataName = "__metadata__";

    private readonly CheckpointLimits _limits;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<TensorEntry> _tensors = [];
    private ImmutableSortedDictionary<string, string> _metadata = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
    private Utf8JsonReader _json;

    private SafetensorsHeaderReader(ReadOnlySpan<byte> json, CheckpointLimits limits)
    {
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        _limits = limits;
    }

    /// <exception cref="CheckpointFormatException">The bytes are no such header, or pass a limit.</exception>
    public static (List<TensorEntry> Tensors, ImmutableSortedDictionary<string, string> Metadata) Read(
        ReadOnlySpan<byte> json, CheckpointLimits limits)
    {
        if (json is not [(byte)'{', ..])
            throw new CheckpointFormatException("The header is not a JSON object: a safetensors header begins with '{'.");

        try
        {
            var reader = new SafetensorsHeaderReader(json, limits);
            reader.ReadAll();
            return (reader._tensors, reader._metadata);
        }
        // InvalidOperationException: text that is not UTF-8, or half a surrogate pair.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CheckpointFormatException($"The header is not valid JSON: {exception.Message}", innerException: exception);
        }
    }

    private void ReadAll()
    {
        Next();
        while (Next() != JsonTokenType.EndObject)
        {
            var name = _json.GetString()!;
            if (!_names.Add(name))
                throw Fault(name, "is declared twice");

            if (name == MetadataName)
                ReadMetadata();
            else
                ReadTensor(name);
        }

        if (_json.Read())
            throw new CheckpointFormatException("Something follows the header's object.");
    }

    private void ReadMetadata()
    {
        var metadata = _metadata.ToBuilder();
        Expect(JsonTokenType.StartObject, MetadataName);
        while (Next() != JsonTokenType.EndObject)
        {
            var key = _json.GetString()!;
            Expect(JsonTokenType.String, MetadataName);
            if (!metadata.TryAdd(key, _json.GetString()!))
                throw new CheckpointFormatException($"The metadata holds '{Shorten(key)}' twice.");
        }

        _metadata = metadata.ToImmutable();
    }

    private void ReadTensor(string name)
    {
        if (_tensors.Count == _limits.TensorCount)
            throw new CheckpointFormatException($"The file holds more than the {_limits.TensorCount} tensors allowed.");
        if (name.Length == 0 || name.Length > _limits.NameLength)
            throw Fault(name, $"has a name of {name.Length} characters; 1 to {_limits.NameLength} are allowed");

        ScalarType? type = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        Expect(JsonTokenType.StartObject, name);
        while (Next() != JsonTokenType.EndObject)
        {
            switch (_json.GetString())
            {
                case "dtype" when type is null: type = ReadType(name); break;
                case "shape" when shape is null: shape = ReadNumbers(name, "shape", _limits.DimensionCount); break;
                case "data_offsets" when offsets is null: offsets = ReadNumbers(name, "data_offsets", 2); break;
                case var field: throw Fault(name, $"has an unknown or repeated field '{Shorten(field!)}'");
            }
        }

        if (type is null || shape is null || offsets is not [var begin, var end])
            throw Fault(name, "needs dtype, shape and two data_offsets");

        _tensors.Add(CheckedEntry(name, type.Value, shape.Value, begin, end));
    }

    private readonly TensorEntry CheckedEntry(string name, ScalarType type, ImmutableArray<long> shape, long begin, long end)
    {
        if (end < begin)
            throw Fault(name, $"ends at byte {end}, before it begins at {begin}");

        // The product over dimensions other than zero is bounded too: torch computes strides from it.
        Int128 extent = TensorType.SizeBytes(type);
        foreach (var dimension in shape)
        {
            extent *= Math.Max(dimension, 1);
            if (extent > _limits.TensorSizeBytes)
                throw Fault(name, $"of shape [{string.Join(", ", shape)}] has more than the {_limits.TensorSizeBytes} bytes allowed");
        }

        var sizeBytes = shape.Contains(0) ? 0 : (long)extent;
        if (sizeBytes != end - begin)
        {
            throw Fault(name, $"of type {TensorType.NameOf(type)} and shape [{string.Join(", ", shape)}] takes {sizeBytes} bytes; "
                + $"its data_offsets span {end - begin}");
        }

        return new TensorEntry(name, type, shape, begin, sizeBytes);
    }

    private ScalarType ReadType(string tensor)
    {
        Expect(JsonTokenType.String, tensor);
        var name = _json.GetString()!;
        return TensorType.TryParse(name, out var type)
            ? type
            : throw Fault(tensor, $"is of type '{Shorten(name)}', which this reader does not know");
    }

    private ImmutableArray<long> ReadNumbers(string tensor, string field, int maximumCount)
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        Expect(JsonTokenType.StartArray, tensor);
        while (Next() != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number) || number < 0)
                throw Fault(tensor, $"has {field} that are not whole numbers from 0 to 2^63 - 1");
            if (numbers.Count == maximumCount)
                throw Fault(tensor, $"has {field} of more than {maximumCount} numbers");

            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }

    private JsonTokenType Next() =>
        _json.Read() ? _json.TokenType : throw new CheckpointFormatException("The header ends inside its object.");

    private void Expect(JsonTokenType wanted, string where)
    {
        if (Next() != wanted)
            throw Fault(where, $"is declared by {_json.TokenType} where {wanted} belongs");
    }

    private static CheckpointFormatException Fault(string tensor, string message) =>
        new($"Tensor '{Shorten(tensor)}' {message}.", tensor);

    private static string Shorten(string text) => text.Length <= 80 ? text : $"{text[..80]}…";
}
