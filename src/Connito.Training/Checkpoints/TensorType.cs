using System.Collections.Frozen;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>The element types a checkpoint may hold, under safetensors' names.</summary>
internal static class TensorType
{
    private static readonly (string Name, ScalarType Type, int SizeBytes)[] Known =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    private static readonly FrozenDictionary<string, ScalarType> ByName =
        Known.ToFrozenDictionary(known => known.Name, known => known.Type);

    private static readonly FrozenDictionary<ScalarType, (string Name, int SizeBytes)> ByType =
        Known.ToFrozenDictionary(known => known.Type, known => (known.Name, known.SizeBytes));

    public static bool TryParse(string name, out ScalarType type) => ByName.TryGetValue(name, out type);

    /// <exception cref="TrainingException">Checkpoints do not hold this type.</exception>
    public static string NameOf(ScalarType type) => Find(type).Name;

    /// <exception cref="TrainingException">Checkpoints do not hold this type.</exception>
    public static int SizeBytes(ScalarType type) => Find(type).SizeBytes;

    public static bool IsFloating(ScalarType type) =>
        type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;

    private static (string Name, int SizeBytes) Find(ScalarType type) =>
        ByType.TryGetValue(type, out var found)
            ? found
            : throw new TrainingException($"Checkpoints hold {string.Join(", ", Known.Select(known => known.Type))}, not {type}.");
}
