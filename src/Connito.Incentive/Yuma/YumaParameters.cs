namespace Connito.Incentive.Yuma;

/// <summary>The subnet hyperparameters an epoch reads; the defaults are a fresh subnet's on the chain.</summary>
public sealed record YumaParameters
{
    /// <summary>Blocks between epochs.</summary>
    public ushort Tempo { get; init; } = 360;

    /// <summary>Blocks without new weights after which a validator no longer counts; see <see cref="CutoffOf"/>.</summary>
    public uint ActivityCutoffBlocks { get; init; } = 5000;

    /// <summary>Stake weight in rao below which a neuron's stake counts as none.</summary>
    public ulong StakeThreshold { get; init; }

    /// <summary>Validator permits given.</summary>
    public ushort MaxAllowedValidators { get; init; } = 64;

    /// <summary>The majority of stake that consensus asks for, of 65535.</summary>
    public ushort Kappa { get; init; } = 32767;

    /// <summary>How far weights beyond consensus lose their bonds, of 65535: 65535 wholly, 0 not at all.</summary>
    public ushort BondsPenalty { get; init; } = ushort.MaxValue;

    /// <summary>The weight of the old bonds in their moving average, in millionths.</summary>
    public ulong BondsMovingAverage { get; init; } = 900_000;

    /// <summary>Whether bonds follow Yuma 3 (per-validator dividends scaled by stake).</summary>
    public bool Yuma3 { get; init; }

    /// <summary>Whether, under Yuma 3, each bond's rate depends on how far it is from consensus.</summary>
    public bool LiquidAlpha { get; init; }

    /// <summary>Slowest rate of a liquid bond, of 65535.</summary>
    public ushort AlphaLow { get; init; } = 45875;

    /// <summary>Fastest rate of a liquid bond, of 65535.</summary>
    public ushort AlphaHigh { get; init; } = 58982;

    /// <summary>How sharply the rate turns from slow to fast, in hundredths.</summary>
    public short AlphaSigmoidSteepness { get; init; } = 1000;

    /// <summary>Whether weights are committed first and revealed later, so that weights on newer neurons are masked.</summary>
    public bool CommitReveal { get; init; }

    /// <summary>The activity cutoff in blocks that the chain derives from <c>ActivityCutoffFactorMilli</c> and the tempo; at least one.</summary>
    public static uint CutoffOf(uint factorMilli, ushort tempo) =>
        (uint)Math.Clamp((ulong)factorMilli * tempo / 1000, 1, uint.MaxValue);
}
