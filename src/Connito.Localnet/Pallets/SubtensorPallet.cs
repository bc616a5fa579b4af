using Connito.Localnet.Declarations;
using static Connito.Localnet.Declarations.Codecs;

namespace Connito.Localnet.Pallets;

/// <summary>SubtensorModule: subnets, neurons, weights, stake and epochs.</summary>
internal static class SubtensorPallet
{
    public const byte Index = 7;

    /// <param name="loopbackAxons">Whether neurons may advertise 127.0.0.1.</param>
    /// <param name="leastTempo">The least tempo an owner may set.</param>
    public static PalletDeclaration Declare(bool loopbackAxons, ushort leastTempo)
    {
        var serving = new Serving(loopbackAxons);
        var schedule = new EpochSchedule(leastTempo);
        return new PalletDeclaration(Index, SubtensorStorage.Pallet, "pallet_subtensor")
        {
            Storage = SubtensorStorage.Items,
            Calls =
            [
                CallDeclaration.OfRecord(0, "set_weights", SetWeights.Codec, WeightSetting.Set, WeightSetting.Validate, paysFee: false),
                CallDeclaration.OfRecord(
                    119, "set_mechanism_weights", SetWeights.MechanismCodec, WeightSetting.Set, WeightSetting.Validate, paysFee: false),
                CallDeclaration.Of(2, "add_stake", ("hotkey", Account), ("netuid", U16), ("amount_staked", U64), Staking.Add, Staking.ValidateAdd),
                CallDeclaration.Of(
                    3, "remove_stake", ("hotkey", Account), ("netuid", U16), ("amount_unstaked", U64), Staking.Remove, Staking.ValidateRemove),
                CallDeclaration.OfRecord(4, "serve_axon", ServeAxon.Codec, serving.ServeAxon, serving.Validate),
                CallDeclaration.Of(7, "burned_register", ("netuid", U16), ("hotkey", Account), Registration.Burned, Registration.Validate),
                CallDeclaration.Of(
                    134, "register_limit", ("netuid", U16), ("hotkey", Account), ("limit_price", U64), Registration.Limited, Registration.ValidateLimited),
                CallDeclaration.Of(59, "register_network", ("hotkey", Account), Subnets.RegisterNetwork),
                CallDeclaration.Of(92, "start_call", ("netuid", U16), Subnets.StartCall),
                CallDeclaration.Of(139, "set_tempo", ("netuid", U16), ("tempo", U16), schedule.SetTempo),
                CallDeclaration.Of(140, "set_activity_cutoff_factor", ("netuid", U16), ("factor_milli", U32), EpochSchedule.SetActivityCutoffFactor),
                CallDeclaration.Of(141, "trigger_epoch", ("netuid", U16), EpochSchedule.TriggerEpoch),
            ],
            Events = SubtensorEvents.All,
            Errors = CasesOf<SubtensorError>(),
            Constants =
            [
                .. schedule.Constants,
                ConstantDeclaration.Of("InitialTempo", U16, (ushort)360),
                ConstantDeclaration.Of("InitialStartCallDelay", U64, 0ul),
                ConstantDeclaration.Of("InitialMinStake", U64, Staking.LeastStake),
            ],
            OnInitialize = EpochRunner.BeginBlock,
        };
    }
}
