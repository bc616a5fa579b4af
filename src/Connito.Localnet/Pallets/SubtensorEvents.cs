using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using static Connito.Localnet.Declarations.Codecs;

namespace Connito.Localnet.Pallets;

/// <summary>What SubtensorModule tells of; names, numbers and fields are Subtensor's at spec version 424.</summary>
internal static class SubtensorEvents
{
    private static readonly List<EventDeclaration> Declared = [];

    public static readonly EventDeclaration<(ushort, ushort)> NetworkAdded = Of(0, "NetworkAdded", Tuple(U16, U16));
    public static readonly EventDeclaration<StakeChange> StakeAdded = Of(2, "StakeAdded", StakeChange.Codec);
    public static readonly EventDeclaration<StakeChange> StakeRemoved = Of(3, "StakeRemoved", StakeChange.Codec);
    public static readonly EventDeclaration<(ushort, ushort)> WeightsSet = Of(5, "WeightsSet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, ushort, AccountId)> NeuronRegistered = Of(6, "NeuronRegistered", Tuple(U16, U16, Account));
    public static readonly EventDeclaration<(ushort, ushort)> MaxAllowedUidsSet = Of(9, "MaxAllowedUidsSet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, ushort)> RhoSet = Of(16, "RhoSet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, ushort)> KappaSet = Of(18, "KappaSet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, ushort)> MinAllowedWeightSet = Of(19, "MinAllowedWeightSet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, ulong)> WeightsSetRateLimitSet = Of(22, "WeightsSetRateLimitSet", Tuple(U16, U64));
    public static readonly EventDeclaration<(ushort, ushort)> ImmunityPeriodSet = Of(23, "ImmunityPeriodSet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, ulong)> BondsMovingAverageSet = Of(24, "BondsMovingAverageSet", Tuple(U16, U64));
    public static readonly EventDeclaration<(ushort, ushort)> BondsPenaltySet = Of(25, "BondsPenaltySet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, ushort)> MaxAllowedValidatorsSet = Of(27, "MaxAllowedValidatorsSet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, AccountId)> AxonServed = Of(28, "AxonServed", Tuple(U16, Account));
    public static readonly EventDeclaration<(ushort, ulong)> WeightsVersionKeySet = Of(32, "WeightsVersionKeySet", Tuple(U16, U64));
    public static readonly EventDeclaration<(ushort, ulong)> ServingRateLimitSet = Of(35, "ServingRateLimitSet", Tuple(U16, U64));
    public static readonly EventDeclaration<(ushort, ulong)> MaxBurnSet = Of(37, "MaxBurnSet", Tuple(U16, U64));
    public static readonly EventDeclaration<(ushort, ulong)> MinBurnSet = Of(38, "MinBurnSet", Tuple(U16, U64));
    public static readonly EventDeclaration<(ushort, bool)> RegistrationAllowed = Of(50, "RegistrationAllowed", Tuple(U16, Bool));
    public static readonly EventDeclaration<(ushort, ushort)> TempoSet = Of(52, "TempoSet", Tuple(U16, U16));
    public static readonly EventDeclaration<(ushort, ulong)> FirstEmissionBlockNumberSet = Of(95, "FirstEmissionBlockNumberSet", Tuple(U16, U64));
    public static readonly EventDeclaration<(ushort, bool)> CommitRevealEnabled = Of(101, "CommitRevealEnabled", Tuple(U16, Bool));
    public static readonly EventDeclaration<(ushort, ImmutableArray<ulong>)> IncentiveAlphaEmittedToMiners =
        Of(110, "IncentiveAlphaEmittedToMiners", Tuple(U16, Vector(U64)), "netuid", "emissions");

    public static readonly EventDeclaration<(ushort, uint)> ActivityCutoffFactorMilliSet =
        Of(130, "ActivityCutoffFactorMilliSet", Tuple(U16, U32), "netuid", "factor_milli");

    public static readonly EventDeclaration<(ushort, AccountId, ulong)> EpochTriggered =
        Of(131, "EpochTriggered", Tuple(U16, Account, U64), "netuid", "by", "fires_at");

    public static readonly EventDeclaration<(ushort, ulong, ulong)> EpochDeferred =
        Of(132, "EpochDeferred", Tuple(U16, U64, U64), "netuid", "from_block", "to_block");

    /// <summary>All of the above, for the metadata.</summary>
    public static ImmutableArray<EventDeclaration> All => [.. Declared];

    private static EventDeclaration<T> Of<T>(byte index, string name, Codec<T> fields, params string[] names)
    {
        var declaration = new EventDeclaration<T>(SubtensorPallet.Index, index, name, fields, names);
        Declared.Add(declaration);
        return declaration;
    }
}

/// <summary>Stake that came or went: whose, where, and what it was in TAO and in alpha.</summary>
internal sealed record StakeChange(AccountId Coldkey, AccountId Hotkey, ulong Tao, ulong Alpha, ushort Netuid, ulong Fee)
{
    public static Codec<StakeChange> Codec { get; } = new(
        new TypeDescription.Tuple([Account.Type, Account.Type, U64.Type, U64.Type, U16.Type, U64.Type]),
        static (writer, change) => writer
            .WriteBytes(change.Coldkey.ToArray()).WriteBytes(change.Hotkey.ToArray())
            .WriteU64(change.Tao).WriteU64(change.Alpha).WriteU16(change.Netuid).WriteU64(change.Fee),
        static (ref reader) => throw new NotSupportedException("Events are written, never read back."));
}
