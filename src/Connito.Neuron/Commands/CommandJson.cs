using System.Text.Json.Serialization;
using Connito.Neuron.Doctor;

namespace Connito.Neuron.Commands;

/// <summary>The answers of <c>--json</c>: one line, names in camel case, null where there is nothing to say.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CreatedWallet))]
[JsonSerializable(typeof(WalletAnswer[]))]
[JsonSerializable(typeof(MetagraphAnswer))]
[JsonSerializable(typeof(RegistrationAnswer))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(LocalnetAnswer))]
internal sealed partial class CommandJson : JsonSerializerContext;
