using Connito.Chain.Primitives;

namespace Connito.Chain.Extrinsics;

/// <summary>What the signer decides beside the call.</summary>
/// <param name="Nonce">The signer's count of extrinsics so far, those in the pool included.</param>
public sealed record ExtrinsicOptions(uint Nonce)
{
    /// <summary>For how long it may be included; until its nonce is used, unless said otherwise.</summary>
    public ExtrinsicEra Era { get; init; } = ExtrinsicEra.Immortal;

    /// <summary>The hash of the era's birth block; an immortal extrinsic has the genesis block's and leaves this out.</summary>
    public BlockHash? BirthHash { get; init; }

    /// <summary>What the signer adds to the fee; nothing, unless said otherwise.</summary>
    public Tao Tip { get; init; }

    /// <summary>Options of an extrinsic that may be included for a number of blocks.</summary>
    /// <param name="nonce">The signer's count of extrinsics so far.</param>
    /// <param name="era">From <see cref="ExtrinsicEra.At"/>.</param>
    /// <param name="birthHash">The hash of <see cref="ExtrinsicEra.Mortal.BirthBlock"/>.</param>
    public static ExtrinsicOptions Mortal(uint nonce, ExtrinsicEra.Mortal era, BlockHash birthHash) =>
        new(nonce) { Era = era, BirthHash = birthHash };
}
