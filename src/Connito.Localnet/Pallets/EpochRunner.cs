using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Incentive.Yuma;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>What SubtensorModule does as a block begins: prices decay, alpha accrues, due epochs run.</summary>
internal static class EpochRunner
{
    public static void BeginBlock(CallContext context)
    {
        var left = MaxEpochsPerBlock.Get(context.State);
        foreach (var netuid in Subnets.All(context.State).ToList())
        {
            Registration.BeginBlock(context, netuid);
            BurnPrice.Decay(context.State, netuid);
            Emissions.Accrue(context.State, netuid, context.Block);
            BlocksSinceLastStep.Update(context.State, netuid, blocks => blocks + 1);
            if (!EpochSchedule.IsDue(context.State, netuid, context.Block))
                continue;

            if (left-- > 0)
                Run(context, netuid);
            else
                Defer(context, netuid);
        }
    }

    private static void Defer(CallContext context, ushort netuid)
    {
        PendingEpochAt.Set(context.State, netuid, context.Block + 1ul);
        context.Emit(SubtensorEvents.EpochDeferred, (netuid, (ulong)context.Block, context.Block + 1ul));
    }

    private static void Run(CallContext context, ushort netuid)
    {
        var state = context.State;
        LastEpochBlock.Set(state, netuid, context.Block);
        PendingEpochAt.Set(state, netuid, 0);
        SubnetEpochIndex.Update(state, netuid, index => index + 1);
        BlocksSinceLastStep.Set(state, netuid, 0);

        var pending = Emissions.Drain(state, netuid);
        var outcome = YumaConsensus.Run(InputOf(state, netuid, context.Block, pending.Servers + pending.Validators));
        Store(state, netuid, outcome);
        Emissions.Distribute(context, netuid, pending, outcome);
        LastMechanismStepBlock.Set(state, netuid, context.Block);
    }

    private static YumaInput InputOf(StateOverlay state, ushort netuid, uint block, ulong emission)
    {
        var (updates, permits) = (LastUpdate.Get(state, netuid), ValidatorPermit.Get(state, netuid));
        var owner = Uids.TryGet(state, (netuid, SubnetOwnerHotkey.Get(state, netuid)), out var uid) ? new Uid(uid) : (Uid?)null;
        var neurons = Enumerable.Range(0, SubnetworkN.Get(state, netuid))
            .Select(place => NeuronOf(state, netuid, (ushort)place, updates[place], permits[place]));
        return new YumaInput(new BlockNumber(block), [.. neurons], emission, ParametersOf(state, netuid))
        { Owner = owner, LastStep = new BlockNumber((uint)LastMechanismStepBlock.Get(state, netuid)) };
    }

    private static YumaNeuron NeuronOf(StateOverlay state, ushort netuid, ushort uid, ulong lastUpdate, bool permit) => new(
        I64F64.From(new Tao(StakeLedger.WeightOf(state, Keys.Get(state, (netuid, uid)), netuid))),
        new BlockNumber((uint)lastUpdate),
        new BlockNumber((uint)BlockAtRegistration.Get(state, (netuid, uid))),
        permit,
        [.. Weights.Get(state, (netuid, uid)).Select(weight => new ChainWeight(new Uid(weight.Uid), weight.Value))],
        [.. Bonds.Get(state, (netuid, uid)).Select(bond => new ChainBond(new Uid(bond.Uid), bond.Value))]);

    private static YumaParameters ParametersOf(StateOverlay state, ushort netuid)
    {
        var tempo = Tempo.Get(state, netuid);
        var (low, high) = AlphaValues.Get(state, netuid);
        return new YumaParameters
        {
            Tempo = tempo,
            ActivityCutoffBlocks = YumaParameters.CutoffOf(ActivityCutoffFactorMilli.Get(state, netuid), tempo),
            StakeThreshold = StakeThreshold.Get(state),
            MaxAllowedValidators = MaxAllowedValidators.Get(state, netuid),
            Kappa = Kappa.Get(state, netuid),
            BondsPenalty = BondsPenalty.Get(state, netuid),
            BondsMovingAverage = BondsMovingAverage.Get(state, netuid),
            Yuma3 = Yuma3On.Get(state, netuid),
            LiquidAlpha = LiquidAlphaOn.Get(state, netuid),
            AlphaLow = low,
            AlphaHigh = high,
            AlphaSigmoidSteepness = AlphaSigmoidSteepness.Get(state, netuid),
            CommitReveal = CommitRevealWeightsEnabled.Get(state, netuid),
        };
    }

    private static void Store(StateOverlay state, ushort netuid, YumaOutput outcome)
    {
        Active.Set(state, netuid, outcome.Active);
        ValidatorPermit.Set(state, netuid, outcome.ValidatorPermit);
        StakeWeight.Set(state, netuid, outcome.StakeWeight);
        Consensus.Set(state, netuid, outcome.Consensus);
        SubtensorStorage.Incentive.Set(state, netuid, outcome.Incentive);
        Dividends.Set(state, netuid, outcome.Dividends);
        ValidatorTrust.Set(state, netuid, outcome.ValidatorTrust);
        Emission.Set(state, netuid, outcome.Emission);
        for (ushort uid = 0; uid < outcome.Bonds.Length; uid++)
            StoreBonds(state, netuid, uid, outcome.Bonds[uid]);
    }

    private static void StoreBonds(StateOverlay state, ushort netuid, ushort uid, ImmutableArray<ChainBond> bonds)
    {
        if (bonds.IsEmpty)
            Bonds.Remove(state, (netuid, uid));
        else
            Bonds.Set(state, (netuid, uid), [.. bonds.Select(bond => (bond.Uid.Value, bond.Value))]);
    }
}
