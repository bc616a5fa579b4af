using System.Text.Json.Serialization;

namespace Connito.Neuron.Profiles;

/// <summary>Generated reader of the profiles: names in camel case, an unknown name is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NetworkProfile))]
internal sealed partial class ProfileJson : JsonSerializerContext;
