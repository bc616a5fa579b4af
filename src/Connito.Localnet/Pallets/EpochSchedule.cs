using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>When a subnet's epochs run, and the owner's say in it.</summary>
/// <param name="leastTempo">The least tempo an owner may set. Subtensor's is 360, a quarter of which would outlast most experiments here.</param>
internal sealed class EpochSchedule(ushort leastTempo)
{
    private const ushort GreatestTempo = 50_400;
    private const uint LeastFactorMilli = 1_000;
    private const uint GreatestFactorMilli = 50_000;

    /// <summary>What the metadata says of the bounds.</summary>
    public ConstantDeclaration[] Constants { get; } =
    [
        ConstantDeclaration.Of("MinTempo", Codecs.U16, leastTempo),
        ConstantDeclaration.Of("MaxTempo", Codecs.U16, GreatestTempo),
        ConstantDeclaration.Of("MinActivityCutoffFactorMilli", Codecs.U32, LeastFactorMilli),
        ConstantDeclaration.Of("MaxActivityCutoffFactorMilli", Codecs.U32, GreatestFactorMilli),
    ];

    /// <summary>Whether an epoch belongs into this block.</summary>
    public static bool IsDue(IStateReader state, ushort netuid, uint block)
    {
        var tempo = Tempo.Get(state, netuid);
        var pending = PendingEpochAt.Get(state, netuid);
        return tempo != 0
            && ((pending > 0 && block >= pending)
                || BlocksSinceLastStep.Get(state, netuid) > GreatestTempo
                || block - LastEpochBlock.Get(state, netuid) >= tempo);
    }

    /// <summary>The block of the next epoch; null when the subnet has none.</summary>
    public static ulong? NextEpoch(IStateReader state, ushort netuid)
    {
        var tempo = Tempo.Get(state, netuid);
        if (tempo == 0)
            return null;

        var (regular, pending) = (LastEpochBlock.Get(state, netuid) + tempo, PendingEpochAt.Get(state, netuid));
        return pending > 0 ? Math.Min(pending, regular) : regular;
    }

    /// <summary>Whether so few blocks are left to the next epoch that the owner may no longer change its terms.</summary>
    public static bool IsFrozen(IStateReader state, ushort netuid, uint block)
    {
        // A window as long as the tempo would never open; Subtensor's tempi are far above it.
        var window = AdminFreezeWindow.Get(state);
        return window < Tempo.Get(state, netuid) && NextEpoch(state, netuid) is { } next && next - block < window;
    }

    public DispatchFailure? SetTempo(CallContext context, ushort netuid, ushort tempo)
    {
        if (CheckOwner(context, netuid) is { } error)
            return error.Failure;
        if (tempo < leastTempo || tempo > GreatestTempo)
            return SubtensorError.TempoOutOfBounds.Failure;

        Tempo.Set(context.State, netuid, tempo);
        LastEpochBlock.Set(context.State, netuid, context.Block);
        context.Emit(SubtensorEvents.TempoSet, (netuid, tempo));
        return null;
    }

    public static DispatchFailure? SetActivityCutoffFactor(CallContext context, ushort netuid, uint factorMilli)
    {
        if (CheckOwner(context, netuid) is { } error)
            return error.Failure;
        if (factorMilli is < LeastFactorMilli or > GreatestFactorMilli)
            return SubtensorError.ActivityCutoffFactorMilliOutOfBounds.Failure;

        ActivityCutoffFactorMilli.Set(context.State, netuid, factorMilli);
        context.Emit(SubtensorEvents.ActivityCutoffFactorMilliSet, (netuid, factorMilli));
        return null;
    }

    public static DispatchFailure? TriggerEpoch(CallContext context, ushort netuid)
    {
        var state = context.State;
        if (CheckOwner(context, netuid) is { } error)
            return error.Failure;
        if (CommitRevealWeightsEnabled.Get(state, netuid))
            return SubtensorError.DynamicTempoBlockedByCommitReveal.Failure;
        if (PendingEpochAt.Get(state, netuid) > 0)
            return SubtensorError.EpochTriggerAlreadyPending.Failure;

        var firesAt = context.Block + (ulong)AdminFreezeWindow.Get(state);
        if (NextEpoch(state, netuid) is { } next && next <= firesAt)
            return SubtensorError.AutoEpochAlreadyImminent.Failure;

        PendingEpochAt.Set(state, netuid, firesAt);
        context.Emit(SubtensorEvents.EpochTriggered, (netuid, context.Signer, firesAt));
        return null;
    }

    /// <summary>Whether the signer owns the subnet.</summary>
    private static SubtensorError? CheckOwner(CallContext context, ushort netuid) =>
        !NetworksAdded.Get(context.State, netuid) ? SubtensorError.SubnetNotExists
        : SubnetOwner.Get(context.State, netuid) != context.Signer ? SubtensorError.NotSubnetOwner
        : null;
}
