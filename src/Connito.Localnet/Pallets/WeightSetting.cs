using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>The arguments of <c>set_weights</c> and <c>set_mechanism_weights</c>.</summary>
internal sealed record SetWeights(ushort Netuid, byte Mechanism, ImmutableArray<ushort> Uids, ImmutableArray<ushort> Values, ulong VersionKey)
{
    private static readonly Codec<ImmutableArray<ushort>> U16s = Codecs.Vector(Codecs.U16);

    public static Codec<SetWeights> Codec { get; } = Codecs.Struct<SetWeights>(
        "set_weights",
        [("netuid", Codecs.U16.Type), ("dests", U16s.Type), ("weights", U16s.Type), ("version_key", Codecs.U64.Type)],
        static (_, _) => throw new NotSupportedException("Calls are read, not written."),
        static (ref reader) => new SetWeights(reader.ReadU16(), 0, U16s.Read(ref reader), U16s.Read(ref reader), reader.ReadU64()));

    public static Codec<SetWeights> MechanismCodec { get; } = Codecs.Struct<SetWeights>(
        "set_mechanism_weights",
        [("netuid", Codecs.U16.Type), ("mecid", Codecs.U8.Type), ("dests", U16s.Type), ("weights", U16s.Type), ("version_key", Codecs.U64.Type)],
        static (_, _) => throw new NotSupportedException("Calls are read, not written."),
        static (ref reader) => new SetWeights(reader.ReadU16(), reader.ReadU8(), U16s.Read(ref reader), U16s.Read(ref reader), reader.ReadU64()));
}

/// <summary>A validator's weights: Subtensor's checks in Subtensor's order, then the row as it stores it.</summary>
internal static class WeightSetting
{
    /// <summary>What keeps weights out of the pool already.</summary>
    public static CustomValidityError? Validate(CallContext context, SetWeights call)
    {
        var state = context.State;
        if (!HasStake(state, call.Netuid, context.Signer))
            return CustomValidityError.StakeTooLow;
        if (CommitRevealWeightsEnabled.Get(state, call.Netuid))
            return null;
        if (!Uids.TryGet(state, (call.Netuid, context.Signer), out var uid))
            return CustomValidityError.UidNotFound;

        return IsTooFast(context, call, uid) ? CustomValidityError.RateLimitExceeded : null;
    }

    public static DispatchFailure? Set(CallContext context, SetWeights call)
    {
        if (Check(context, call) is { } error)
            return error.Failure;

        var uid = Uids.Get(context.State, (call.Netuid, context.Signer));
        var values = MaxUpscale(call.Values.AsSpan());
        Weights.Set(context.State, (call.Netuid, uid), [.. call.Uids.Zip(values)]);
        LastUpdate.Update(context.State, call.Netuid, column => column.SetItem(uid, context.Block));
        context.Emit(SubtensorEvents.WeightsSet, (call.Netuid, uid));
        return null;
    }

    /// <summary>The row with its greatest value at 65535, in the runtime's two ways of rounding.</summary>
    public static ushort[] MaxUpscale(ReadOnlySpan<ushort> values)
    {
        ulong greatest = 0;
        foreach (var value in values)
            greatest = Math.Max(greatest, value);

        var scaled = new ushort[values.Length];
        for (var i = 0; i < scaled.Length && greatest > 0; i++)
            scaled[i] = (ushort)(greatest <= 32768
                ? ((2ul * values[i] * ushort.MaxValue) + greatest) / (2 * greatest)
                // The runtime forms the factor first, in I32F32, and loses a little by it.
                : ((values[i] * (((ulong)ushort.MaxValue << 32) / greatest)) + (1ul << 31)) >> 32);
        return scaled;
    }

    private static SubtensorError? Check(CallContext context, SetWeights call)
    {
        var (state, netuid) = (context.State, call.Netuid);
        if (CommitRevealWeightsEnabled.Get(state, netuid))
            return SubtensorError.CommitRevealEnabled;
        if (netuid == StakeLedger.Root)
            return SubtensorError.CanNotSetRootNetworkWeights;
        if (call.Uids.Length != call.Values.Length)
            return SubtensorError.WeightVecNotEqualSize;
        if (!NetworksAdded.Get(state, netuid))
            return SubtensorError.SubnetNotExists;
        if (call.Mechanism >= MechanismCountCurrent.Get(state, netuid))
            return SubtensorError.MechanismDoesNotExist;
        if (call.Uids.Length > SubnetworkN.Get(state, netuid))
            return SubtensorError.UidsLengthExceedUidsInSubNet;
        if (!Uids.TryGet(state, (netuid, context.Signer), out var uid))
            return SubtensorError.HotKeyNotRegisteredInSubNet;
        if (!HasStake(state, netuid, context.Signer))
            return SubtensorError.NotEnoughStakeToSetWeights;
        if (call.VersionKey < WeightsVersionKey.Get(state, netuid))
            return SubtensorError.IncorrectWeightVersionKey;
        if (IsTooFast(context, call, uid))
            return SubtensorError.SettingWeightsTooFast;

        return CheckRow(state, call, uid, context.Signer);
    }

    private static SubtensorError? CheckRow(StateOverlay state, SetWeights call, ushort uid, AccountId hotkey)
    {
        var (netuid, count) = (call.Netuid, SubnetworkN.Get(state, call.Netuid));
        var isSelfWeight = call.Uids is [var only] && only == uid;
        if (!isSelfWeight && !IsOwner(state, netuid, hotkey) && !ValidatorPermit.Get(state, netuid)[uid])
            return SubtensorError.NeuronNoValidatorPermit;
        if (call.Uids.Distinct().Count() != call.Uids.Length)
            return SubtensorError.DuplicateUids;
        if (call.Uids.Any(named => named >= count))
            return SubtensorError.UidVecContainInvalidOne;
        if (!isSelfWeight && call.Uids.Length < Math.Min(MinAllowedWeights.Get(state, netuid), count))
            return SubtensorError.WeightVecLengthIsLow;

        var limit = MaxWeightsLimit.Get(state, netuid);
        return !isSelfWeight && limit != ushort.MaxValue && ExceedsShare(MaxUpscale(call.Values.AsSpan()), limit)
            ? SubtensorError.MaxWeightExceeded
            : null;
    }

    private static bool ExceedsShare(ushort[] values, ushort limit)
    {
        var sum = values.Sum(static value => (long)value);
        return sum > 0 && values.Max() * (long)ushort.MaxValue > limit * sum;
    }

    private static bool HasStake(StateOverlay state, ushort netuid, AccountId hotkey) =>
        StakeLedger.WeightOf(state, hotkey, netuid) >= StakeThreshold.Get(state) || IsOwner(state, netuid, hotkey);

    private static bool IsOwner(StateOverlay state, ushort netuid, AccountId hotkey) => SubnetOwnerHotkey.Get(state, netuid) == hotkey;

    private static bool IsTooFast(CallContext context, SetWeights call, ushort uid)
    {
        var last = LastUpdate.Get(context.State, call.Netuid)[uid];
        return last != 0 && context.Block - last < WeightsSetRateLimit.Get(context.State, call.Netuid);
    }
}
