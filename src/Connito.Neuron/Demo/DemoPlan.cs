using System.Collections.Immutable;
using Connito.Training.Model;

namespace Connito.Neuron.Demo;

/// <summary>How much a run of the demo does: sizes, steps and who takes part.</summary>
/// <param name="Model">The whole model; miners hold one expert group of it.</param>
/// <param name="BaseSteps">Steps on the general corpus before the subnet starts, so that losses mean something.</param>
/// <param name="GroupExperts">Experts per layer in the group.</param>
/// <param name="Cycles">Cycles that are played to their end.</param>
/// <param name="Efforts">Inner steps a cycle of each honest miner, most first.</param>
internal sealed record DemoPlan(ModelConfiguration Model, int BaseSteps, int GroupExperts, int Cycles, ImmutableArray<int> Efforts)
{
    /// <summary>Validators that take part.</summary>
    public const int ValidatorCount = 2;

    /// <summary>Blocks from one epoch to the next: several in each cycle.</summary>
    public const ushort Tempo = 10;

    /// <summary>Sequences in a batch of the base training.</summary>
    public const int BaseSequences = 16;

    /// <summary>Tokens in a sequence.</summary>
    public const int SequenceLength = 128;

    /// <summary>Step size of the base training at its height.</summary>
    public const double BaseLearningRate = 3e-3;

    /// <summary>The plan unless another is asked for.</summary>
    public static DemoPlan Standard { get; } = new(SmallModel, BaseSteps: 400, GroupExperts: 4, Cycles: 4, Efforts: [60, 24, 8]);

    /// <summary>The small plan: about two minutes on two cores.</summary>
    public static DemoPlan Fast { get; } = Standard with { BaseSteps = 50, Cycles = 2, Efforts = [24, 10, 4] };

    /// <summary>A model of the DeepSeek-V2 family on bytes: latent attention, one dense layer, three of 16 experts, one shared expert.</summary>
    private static ModelConfiguration SmallModel => new()
    {
        VocabSize = 258,
        HiddenSize = 128,
        NumHiddenLayers = 4,
        NumAttentionHeads = 4,
        IntermediateSize = 384,
        MoeIntermediateSize = 96,
        NRoutedExperts = 16,
        NSharedExperts = 1,
        NumExpertsPerTok = 2,
        FirstKDenseReplace = 1,
        KvLoraRank = 64,
        QkNopeHeadDim = 32,
        QkRopeHeadDim = 16,
        VHeadDim = 32,
        MaxPositionEmbeddings = SequenceLength,
    };
}
