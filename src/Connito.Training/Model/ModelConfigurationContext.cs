using System.Text.Json;
using System.Text.Json.Serialization;

namespace Connito.Training.Model;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelConfiguration))]
internal sealed partial class ModelConfigurationContext : JsonSerializerContext;
