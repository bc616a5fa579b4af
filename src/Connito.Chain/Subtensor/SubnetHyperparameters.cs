using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>A subnet's settings at one block, under the chain's names and in its integers.</summary>
public sealed record SubnetHyperparameters
{
    /// <summary>The subnet.</summary>
    public required Netuid Netuid { get; init; }

    /// <summary>Blocks between epochs.</summary>
    public required ushort Tempo { get; init; }

    /// <summary>Blocks a neuron waits between two weight settings.</summary>
    public required ulong WeightsRateLimitBlocks { get; init; }

    /// <summary>Fewest entries a weight vector needs, self-weight exempt.</summary>
    public required ushort MinAllowedWeights { get; init; }

    /// <summary>Largest share one neuron may get, over 65535; 65535 is no limit.</summary>
    public required ushort MaxWeightsLimit { get; init; }

    /// <summary>Least version key the chain takes with weights; 0 takes any.</summary>
    public required ulong WeightsVersionKey { get; init; }

    /// <summary>Weights travel as timelocked commits; plain <c>set_weights</c> fails with <c>CommitRevealEnabled</c>.</summary>
    public required bool CommitRevealWeightsEnabled { get; init; }

    /// <summary>Blocks after its registration in which a neuron is not pruned first.</summary>
    public required ushort ImmunityPeriodBlocks { get; init; }

    /// <summary>What a registration costs now.</summary>
    public required Tao Burn { get; init; }

    /// <summary>New neurons are taken.</summary>
    public required bool RegistrationAllowed { get; init; }

    /// <summary>Slots of the subnet.</summary>
    public required ushort MaxAllowedUids { get; init; }

    /// <summary>How many neurons hold a validator permit at most.</summary>
    public required ushort MaxAllowedValidators { get; init; }

    /// <summary>Blocks a neuron waits between two <c>serve_axon</c>.</summary>
    public required ulong ServingRateLimitBlocks { get; init; }

    /// <summary>Least burn; null on runtimes without it.</summary>
    public Tao? MinBurn { get; init; }

    /// <summary>Greatest burn; null on runtimes without it.</summary>
    public Tao? MaxBurn { get; init; }

    /// <summary>Consensus majority, over 65535; null on runtimes without it.</summary>
    public ushort? Kappa { get; init; }

    /// <summary>Moving average of bonds, per million; null on runtimes without it.</summary>
    public ulong? BondsMovingAverage { get; init; }

    /// <summary>Epochs between a weight commit and its reveal; null on runtimes without it.</summary>
    public ulong? RevealPeriodEpochs { get; init; }
}
