using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Connito.Neuron.Baselines;

namespace Connito.Neuron.Telemetry;

/// <summary>The answer of <c>GET /status</c>.</summary>
/// <param name="Role"><c>miner</c> or <c>validator</c>.</param>
/// <param name="Hotkey">SS58.</param>
/// <param name="At">When this was written.</param>
/// <param name="Block">The newest head; null before the first.</param>
/// <param name="Cycle">Its cycle.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="BlocksRemaining">Blocks left of the phase.</param>
/// <param name="Activity">What is going on, in words.</param>
/// <param name="Baseline">The global model it works from.</param>
/// <param name="Training">A miner's newest inner step.</param>
/// <param name="Rounds">A validator's rounds, oldest first.</param>
internal sealed record StatusReport(
    string Role, string Hotkey, DateTimeOffset At, uint? Block, uint? Cycle, string? Phase, long? BlocksRemaining, string Activity,
    HeldBaseline? Baseline, TrainingStatus? Training, ImmutableArray<RoundStatus> Rounds);

/// <param name="Steps">Inner steps of this cycle.</param>
/// <param name="Loss">Training loss, in nats per token.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="LearningRate">Step width.</param>
/// <param name="TokensPerSecond">Since the cycle's first step.</param>
internal sealed record TrainingStatus(int Steps, double Loss, double GradientNorm, double LearningRate, double TokensPerSecond);

/// <param name="Cycle">The cycle.</param>
/// <param name="Block">The block that names the round.</param>
/// <param name="Seed">Chose the held-out sequences.</param>
/// <param name="BaselineLoss">Mean held-out loss of the baseline, in nats per token.</param>
/// <param name="Miners">By uid.</param>
/// <param name="NextBaseline">Hash of what the merge made.</param>
/// <param name="WeightsBlock">The block with the weights.</param>
/// <param name="WeightsNotSet">Why there is none.</param>
internal sealed record RoundStatus(
    uint Cycle, uint Block, string Seed, double BaselineLoss, ImmutableArray<MinerStatus> Miners,
    string? NextBaseline = null, uint? WeightsBlock = null, string? WeightsNotSet = null);

/// <param name="Uid">Its slot.</param>
/// <param name="Hotkey">SS58.</param>
/// <param name="Outcome"><c>pending</c>, <c>evaluated</c>, <c>rejected</c> or <c>not evaluated</c>.</param>
/// <param name="Loss">Mean held-out loss of its shard.</param>
/// <param name="MeanGain">By how much that is below the baseline's.</param>
/// <param name="LowerBound">The gain that the evidence supports.</param>
/// <param name="Score">Points of the round.</param>
/// <param name="Weight">Share of the weights.</param>
/// <param name="MergedPart">Its part in the merge.</param>
/// <param name="Reason">Why it was rejected, not evaluated, or scores zero.</param>
internal sealed record MinerStatus(
    ushort Uid, string Hotkey, string Outcome = "pending", double? Loss = null, double? MeanGain = null, double? LowerBound = null,
    double? Score = null, double? Weight = null, double? MergedPart = null, string? Reason = null);

/// <summary>Generated writer of the report; the demo reads with it too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StatusReport))]
internal sealed partial class StatusJson : JsonSerializerContext;
