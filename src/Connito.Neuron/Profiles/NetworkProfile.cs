using System.Collections.Immutable;
using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Neuron.Cycles;

namespace Connito.Neuron.Profiles;

/// <summary>What nodes of one network must agree on: a file of <c>config/networks/</c>, chosen by its name.</summary>
internal sealed record NetworkProfile
{
    /// <summary>Where the profiles lie beside the executable.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "config", "networks");

    /// <summary>The name it is chosen by.</summary>
    public required string Name { get; init; }

    /// <summary>The subnet's number on its chain.</summary>
    public required ushort Netuid { get; init; }

    /// <summary>The chain's nodes and its pace.</summary>
    public required ChainProfile Chain { get; init; }

    /// <summary>The nine phases in order.</summary>
    public required ImmutableArray<PhaseProfile> Phases { get; init; }

    /// <summary>The generation of payloads, and who counts as validator.</summary>
    public required WireProfile Wire { get; init; }

    /// <summary>Sizes that nobody may exceed.</summary>
    public required LimitProfile Limits { get; init; }

    /// <summary>How a miner trains unless told otherwise.</summary>
    public required TrainingProfile Training { get; init; }

    /// <summary>What validators measure losses on.</summary>
    public required EvaluationProfile Evaluation { get; init; }

    /// <summary>The outer step.</summary>
    public required MergeProfile Merge { get; init; }

    /// <summary>From evidence to points.</summary>
    public required ScoringProfile Scoring { get; init; }

    /// <summary>The lengths as a schedule.</summary>
    public CycleSchedule ToSchedule() => new(Phases.Select(phase => phase.Blocks));

    /// <summary>Reads a profile by name from <paramref name="folder"/>, or from a path that ends in <c>.json</c>.</summary>
    /// <exception cref="NetworkProfileException">It is absent, not such a file, or holds a value out of range.</exception>
    public static NetworkProfile Load(string nameOrPath, string? folder = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrPath);
        folder ??= DefaultFolder;
        string path = nameOrPath.EndsWith(".json", StringComparison.Ordinal) ? nameOrPath : Path.Combine(folder, nameOrPath + ".json");
        if (!File.Exists(path))
            throw new NetworkProfileException(nameOrPath, $"no file {path}; known profiles: {string.Join(", ", Known(folder))}.");

        try
        {
            var profile = JsonSerializer.Deserialize(File.ReadAllBytes(path), ProfileJson.Default.NetworkProfile)
                ?? throw new NetworkProfileException(nameOrPath, "the file holds null.");
            NetworkProfileCheck.Run(profile);
            return profile;
        }
        catch (JsonException failure)
        {
            throw new NetworkProfileException(nameOrPath, failure.Message);
        }
    }

    private static IEnumerable<string> Known(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order()! : [];
}

/// <param name="Endpoints">Nodes for head reads and extrinsics, best first.</param>
/// <param name="ArchiveEndpoints">Nodes that keep historic state, best first; empty: the endpoints do.</param>
/// <param name="BlockSeconds">Seconds between blocks.</param>
internal sealed record ChainProfile(ImmutableArray<Uri> Endpoints, ImmutableArray<Uri> ArchiveEndpoints, double BlockSeconds);

/// <param name="Name">The phase's name on the wire.</param>
/// <param name="Blocks">Its length.</param>
internal sealed record PhaseProfile(CyclePhase Name, uint Blocks);

/// <summary>Payloads and roles.</summary>
internal sealed record WireProfile
{
    /// <summary>The protocol generation, such as <c>sn102-2026-05</c>.</summary>
    public required string Generation { get; init; }

    /// <summary>How many cycles back an announced version may lie.</summary>
    public required int VersionRangeCycles { get; init; }

    /// <summary>Blocks after its last weights at which a validator stops counting as one; 0: never.</summary>
    public required uint ValidatorMaxAgeBlocks { get; init; }

    /// <summary>Hotkeys that may act as validators; empty: those with enough stake.</summary>
    public ImmutableArray<string> ValidatorWhitelist { get; init; } = [];

    /// <summary>Least stake of a validator, in TAO, where there is no whitelist; 0: the chain's validator permit decides.</summary>
    /// <remarks>A permit alone says little on a small subnet: miners hold their pay as stake, and every staked neuron gets one.</remarks>
    public decimal ValidatorMinStake { get; init; }

    /// <summary>Where an axon is advertised unless the operator says otherwise; a chain refuses 127.0.0.1 itself.</summary>
    public string? AxonAddress { get; init; }

    /// <summary>The whitelist as hotkeys.</summary>
    public ImmutableHashSet<Hotkey> WhitelistedHotkeys() => [.. ValidatorWhitelist.Select(Hotkey.Parse)];
}

/// <param name="PayloadBytes">A commitment.</param>
/// <param name="LocationCharacters">Where a checkpoint lies, in a commitment.</param>
/// <param name="ShardBytes">A file a miner submits.</param>
/// <param name="BaselineBytes">A file a validator publishes.</param>
/// <param name="FreeDiskBytes">Disk that stays free whatever arrives.</param>
internal sealed record LimitProfile(int PayloadBytes, int LocationCharacters, long ShardBytes, long BaselineBytes, long FreeDiskBytes);

/// <param name="LearningRate">AdamW's.</param>
/// <param name="WeightDecay">AdamW's.</param>
/// <param name="Beta1">AdamW's.</param>
/// <param name="Beta2">AdamW's.</param>
/// <param name="ClipNorm">Greatest gradient norm.</param>
/// <param name="Sequences">Sequences of a batch.</param>
/// <param name="Length">Tokens of a sequence.</param>
/// <param name="Accumulation">Batches of one step.</param>
/// <param name="MarginBlocks">Blocks before MinerCommit1 at which training ends, for hashing and writing.</param>
internal sealed record TrainingProfile(
    double LearningRate, double WeightDecay, double Beta1, double Beta2, double ClipNorm,
    int Sequences, int Length, int Accumulation, uint MarginBlocks);

/// <param name="Sequences">Held-out sequences of a round.</param>
/// <param name="Length">Tokens of each.</param>
/// <param name="BatchSequences">Sequences that go through the model at once.</param>
/// <param name="Confidence">Level of the lower bound of a gain, such as 0.95.</param>
internal sealed record EvaluationProfile(int Sequences, int Length, int BatchSequences, double Confidence);

/// <param name="OuterLearningRate">Step width.</param>
/// <param name="Momentum">Memory of earlier differences; Nesterov's, which looks ahead.</param>
/// <param name="MaxMiners">Most shards merged in a cycle, the best first.</param>
internal sealed record MergeProfile(double OuterLearningRate, double Momentum, int MaxMiners);

/// <param name="Rule">How a round's evidence becomes points.</param>
internal sealed record ScoringProfile(ScoringRuleName Rule);

/// <summary>The rules a profile may name.</summary>
internal enum ScoringRuleName
{
    /// <summary>Ours: points by the gain that the evidence supports.</summary>
    Evidence,

    /// <summary>The reference's: 2.25, 1.5 and 1.0 for the best three by mean gain.</summary>
    Rank,
}
