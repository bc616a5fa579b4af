using Connito.Localnet.Declarations;
using static Connito.Localnet.Declarations.Codecs;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>Hyperparameters that a subnet's owner may change. Those that only Subtensor's root may set are set by the genesis here.</summary>
internal static class AdminUtilsPallet
{
    public static PalletDeclaration Declaration { get; } = new(19, "AdminUtils", "pallet_admin_utils")
    {
        Calls =
        [
            Setter(3, "sudo_set_serving_rate_limit", "serving_rate_limit", U64, ServingRateLimit, SubtensorEvents.ServingRateLimitSet),
            Setter(6, "sudo_set_weights_version_key", "weights_version_key", U64, WeightsVersionKey, SubtensorEvents.WeightsVersionKeySet),
            Setter(13, "sudo_set_immunity_period", "immunity_period", U16, ImmunityPeriod, SubtensorEvents.ImmunityPeriodSet),
            Setter(14, "sudo_set_min_allowed_weights", "min_allowed_weights", U16, MinAllowedWeights, SubtensorEvents.MinAllowedWeightSet),
            Setter(17, "sudo_set_rho", "rho", U16, Rho, SubtensorEvents.RhoSet),
            Setter(22, "sudo_set_min_burn", "min_burn", U64, MinBurn, SubtensorEvents.MinBurnSet),
            Setter(23, "sudo_set_max_burn", "max_burn", U64, MaxBurn, SubtensorEvents.MaxBurnSet),
            Setter(26, "sudo_set_bonds_moving_average", "bonds_moving_average", U64, BondsMovingAverage, SubtensorEvents.BondsMovingAverageSet),
            Setter(60, "sudo_set_bonds_penalty", "bonds_penalty", U16, BondsPenalty, SubtensorEvents.BondsPenaltySet),
            Setter(49, "sudo_set_commit_reveal_weights_enabled", "enabled", Bool, CommitRevealWeightsEnabled, SubtensorEvents.CommitRevealEnabled),
            Setter(50, "sudo_set_liquid_alpha_enabled", "enabled", Bool, LiquidAlphaOn, null),
            Setter(69, "sudo_set_yuma3_enabled", "enabled", Bool, Yuma3On, null),
        ],
    };

    private static CallDeclaration Setter<T>(
        byte index, string name, string argument, Codec<T> codec, SingleMap<ushort, T> item, EventDeclaration<(ushort, T)>? told) =>
        CallDeclaration.Of(index, name, ("netuid", U16), (argument, codec), (context, netuid, value) =>
        {
            if (!NetworksAdded.Get(context.State, netuid) || SubnetOwner.Get(context.State, netuid) != context.Signer)
                return new DispatchFailure.BadOrigin();
            if (EpochSchedule.IsFrozen(context.State, netuid, context.Block))
                return SubtensorError.AdminActionProhibitedDuringWeightsWindow.Failure;

            item.Set(context.State, netuid, value);
            if (told is not null)
                context.Emit(told, (netuid, value));
            return null;
        });
}
