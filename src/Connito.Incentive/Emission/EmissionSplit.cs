namespace Connito.Incentive.Emission;

/// <summary>A subnet's new alpha by who is to have it, in rao: of one block, or pending since the last epoch.</summary>
/// <param name="Owner">For the subnet's owner.</param>
/// <param name="Miners">For incentive.</param>
/// <param name="Validators">For dividends.</param>
/// <remarks>Source: pallets/subtensor/src/coinbase/run_coinbase.rs. The part that validators' root stake takes from dividends is not
/// modelled: it is a question of who among a validator's stakers is paid, not of what the validator earns.</remarks>
public readonly record struct EmissionSplit(ulong Owner, ulong Miners, ulong Validators)
{
    /// <summary>What an epoch divides: the emission that Yuma Consensus is run with.</summary>
    public ulong EpochEmission => Miners + Validators;

    /// <summary>One block's alpha: the owner's cut first, then halves; what does not divide goes to validators.</summary>
    /// <param name="alpha">Alpha created, in rao.</param>
    /// <param name="ownerCut">The owner's part, of 65535; the network's is 11796, about 18 %. Zero where the cut is disabled.</param>
    public static EmissionSplit OfBlock(ulong alpha, ushort ownerCut)
    {
        // U96F32 as in the runtime: the ratio is cut to 32 fraction bits before it is multiplied.
        var cut = (UInt128)(((ulong)ownerCut << 32) / ushort.MaxValue) * alpha;
        var owner = (ulong)(cut >> 32);
        var miners = (ulong)((((UInt128)alpha << 32) - cut) / 2 >> 32);
        return new EmissionSplit(owner, miners, alpha - owner - miners);
    }

    /// <summary>Adds a block's split to what is pending.</summary>
    /// <exception cref="OverflowException">A part is beyond what the chain can hold.</exception>
    public static EmissionSplit operator +(EmissionSplit left, EmissionSplit right) =>
        new(checked(left.Owner + right.Owner), checked(left.Miners + right.Miners), checked(left.Validators + right.Validators));
}
