using Connito.Chain.Primitives;
using Connito.Neuron.Cycles;

namespace Connito.Neuron.Profiles;

/// <summary>The ranges of a profile's values; the first that is wrong is named with its path, its range and what came.</summary>
internal static class NetworkProfileCheck
{
    private const int LongestPayload = 128;

    /// <exception cref="NetworkProfileException">A value is out of its range.</exception>
    public static void Run(NetworkProfile profile)
    {
        Phases(profile);
        Chain(profile);

        void Want(bool holds, string path, string wanted, object came) => Require(profile, holds, path, wanted, came);
        var wire = profile.Wire;
        Want(wire.Generation is { Length: > 0 }, "wire.generation", "a name", wire.Generation);
        Want(wire.VersionRangeCycles is >= 1 and <= 1000, "wire.versionRangeCycles", "1 to 1000", wire.VersionRangeCycles);
        Want(wire.ValidatorMinStake is >= 0 and <= 21_000_000, "wire.validatorMinStake", "0 to 21000000", wire.ValidatorMinStake);
        foreach (string hotkey in wire.ValidatorWhitelist)
            Want(Hotkey.TryParse(hotkey, out _), "wire.validatorWhitelist", "SS58 addresses", hotkey);

        var limits = profile.Limits;
        Want(limits.PayloadBytes is >= 64 and <= LongestPayload, "limits.payloadBytes", "64 to 128", limits.PayloadBytes);
        Want(limits.LocationCharacters is >= 4 and <= 64, "limits.locationCharacters", "4 to 64", limits.LocationCharacters);
        Want(limits.ShardBytes > 0, "limits.shardBytes", "at least 1", limits.ShardBytes);
        Want(limits.BaselineBytes > 0, "limits.baselineBytes", "at least 1", limits.BaselineBytes);
        Want(limits.FreeDiskBytes >= 0, "limits.freeDiskBytes", "at least 0", limits.FreeDiskBytes);

        var training = profile.Training;
        Want(training.LearningRate is > 0 and <= 1, "training.learningRate", "above 0, at most 1", training.LearningRate);
        Want(training.WeightDecay is >= 0 and < 1, "training.weightDecay", "0 to below 1", training.WeightDecay);
        Want(training.Beta1 is >= 0 and < 1, "training.beta1", "0 to below 1", training.Beta1);
        Want(training.Beta2 is >= 0 and < 1, "training.beta2", "0 to below 1", training.Beta2);
        Want(training.ClipNorm > 0, "training.clipNorm", "above 0", training.ClipNorm);
        Want(training.Sequences >= 1, "training.sequences", "at least 1", training.Sequences);
        Want(training.Length >= 2, "training.length", "at least 2", training.Length);
        Want(training.Accumulation >= 1, "training.accumulation", "at least 1", training.Accumulation);
        uint trainBlocks = profile.Phases[(int)CyclePhase.Train].Blocks;
        Want(training.MarginBlocks < trainBlocks, "training.marginBlocks", $"below the {trainBlocks} blocks of Train", training.MarginBlocks);

        var evaluation = profile.Evaluation;
        Want(evaluation.Sequences >= 2, "evaluation.sequences", "at least 2", evaluation.Sequences);
        Want(evaluation.Length >= 2, "evaluation.length", "at least 2", evaluation.Length);
        Want(evaluation.BatchSequences >= 1, "evaluation.batchSequences", "at least 1", evaluation.BatchSequences);
        Want(evaluation.Confidence is >= 0.5 and < 1, "evaluation.confidence", "0.5 to below 1", evaluation.Confidence);

        var merge = profile.Merge;
        Want(merge.OuterLearningRate is > 0 and <= 10, "merge.outerLearningRate", "above 0, at most 10", merge.OuterLearningRate);
        Want(merge.Momentum is >= 0 and < 1, "merge.momentum", "0 to below 1", merge.Momentum);
        Want(merge.MaxMiners >= 1, "merge.maxMiners", "at least 1", merge.MaxMiners);
    }

    private static void Phases(NetworkProfile profile)
    {
        string wanted = string.Join(", ", Enum.GetNames<CyclePhase>());
        bool inOrder = !profile.Phases.IsDefault
            && profile.Phases.Select(phase => phase.Name).SequenceEqual(Enum.GetValues<CyclePhase>());
        Require(profile, inOrder, "phases", $"{wanted}, in this order", string.Join(", ", profile.Phases.Select(phase => phase.Name)));
        foreach (var phase in profile.Phases)
            Require(profile, phase.Blocks is >= 1 and <= 100_000, $"phases.{phase.Name}.blocks", "1 to 100000", phase.Blocks);
    }

    private static void Chain(NetworkProfile profile)
    {
        Require(profile, profile.Chain.Endpoints is { IsDefaultOrEmpty: false }, "chain.endpoints", "at least one", "none");
        foreach (var endpoint in profile.Chain.Endpoints.Concat(profile.Chain.ArchiveEndpoints))
            Require(profile, endpoint is { IsAbsoluteUri: true, Scheme: "ws" or "wss" }, "chain.endpoints", "ws:// or wss:// addresses", endpoint);
        Require(profile, profile.Chain.BlockSeconds is > 0 and <= 600, "chain.blockSeconds", "above 0, at most 600", profile.Chain.BlockSeconds);
    }

    private static void Require(NetworkProfile profile, bool holds, string path, string wanted, object? came)
    {
        if (!holds)
            throw new NetworkProfileException(profile.Name, $"{path}: {wanted} wanted, '{came}' came.");
    }
}
