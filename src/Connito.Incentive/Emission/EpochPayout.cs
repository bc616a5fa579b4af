using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Incentive.Yuma;

namespace Connito.Incentive.Emission;

/// <summary>What an epoch pays, in rao.</summary>
/// <param name="Owner">To the subnet's owner.</param>
/// <param name="Miners">Incentive by uid, staked on the miner's own hotkey.</param>
/// <param name="Validators">Dividends by uid, before the validator's take and its stakers' parts.</param>
/// <param name="Burned">Incentive of the subnet owner's own hotkeys, which is not paid.</param>
/// <param name="Rest">What rounding leaves; stays with the subnet.</param>
/// <remarks>Owner, miners, validators, burned and rest together are exactly what was pending. The runtime multiplies shares cut to 32
/// bits and so may pay a few rao more or less than was pending; we divide what is there.</remarks>
public sealed record EpochPayout(
    ulong Owner, ImmutableArray<ulong> Miners, ImmutableArray<ulong> Validators, ulong Burned, ulong Rest)
{
    /// <summary>Divides what is pending by an epoch's outcome.</summary>
    /// <param name="pending">Drained by this epoch.</param>
    /// <param name="output">The epoch, run with <see cref="EmissionSplit.EpochEmission"/>.</param>
    /// <param name="ownerUids">Neurons whose hotkeys belong to the subnet's owner.</param>
    public static EpochPayout Of(EmissionSplit pending, YumaOutput output, IReadOnlySet<Uid> ownerUids)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(ownerUids);

        // Where no miner has incentive, validators receive the miners' part as well.
        var hasMiners = output.ServerEmission.Any(amount => amount > 0);
        var miners = Divide(hasMiners ? pending.Miners : 0, output.ServerEmission);
        var validators = Divide(hasMiners ? pending.Validators : pending.EpochEmission, output.ValidatorEmission);

        var paid = miners.Select((amount, uid) => ownerUids.Contains(new Uid((ushort)uid)) ? 0 : amount).ToImmutableArray();
        var burned = Sum(miners) - Sum(paid);
        var rest = pending.EpochEmission - Sum(miners) - Sum(validators);
        return new EpochPayout(pending.Owner, paid, validators, burned, rest);
    }

    private static ImmutableArray<ulong> Divide(ulong amount, ImmutableArray<ulong> shares)
    {
        var total = shares.Aggregate(UInt128.Zero, (sum, share) => sum + share);
        return total == 0 ? [.. shares] : [.. shares.Select(share => (ulong)((UInt128)amount * share / total))];
    }

    private static ulong Sum(ImmutableArray<ulong> amounts) => amounts.Aggregate(0UL, (sum, amount) => checked(sum + amount));
}
