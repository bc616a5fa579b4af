using System.Collections.Immutable;
using Connito.Chain.Crypto;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;

namespace Connito.Chain.Extrinsics;

/// <summary>An extrinsic taken apart. Nothing about it is checked yet, its signature included.</summary>
public abstract record DecodedExtrinsic
{
    private DecodedExtrinsic() { }

    /// <summary>The call's bytes.</summary>
    public required ImmutableArray<byte> Call { get; init; }

    /// <summary>BLAKE2b-256 of the extrinsic's bytes.</summary>
    public required BlockHash Hash { get; init; }

    /// <summary>An extrinsic without a signer, as the block's author makes them.</summary>
    public sealed record Bare : DecodedExtrinsic;

    /// <summary>An extrinsic that names a signer.</summary>
    /// <param name="Signer">Who is said to have signed.</param>
    /// <param name="Scheme">How.</param>
    /// <param name="Signature">64 bytes.</param>
    /// <param name="Options">Nonce, era and tip; without the birth block's hash, which is not in the bytes.</param>
    public sealed record Signed(AccountId Signer, KeyScheme Scheme, ImmutableArray<byte> Signature, ExtrinsicOptions Options) : DecodedExtrinsic
    {
        /// <summary>The signer signed this extrinsic for this runtime.</summary>
        /// <param name="runtime">The runtime it is to run on.</param>
        /// <param name="birthHash">The hash of a mortal era's birth block on this chain; anything for an immortal one.</param>
        public bool IsSignatureValid(ChainRuntime runtime, BlockHash birthHash)
        {
            var payload = ExtrinsicSigner.Payload(runtime, Call.AsSpan(), Options with { BirthHash = birthHash });
            return Keypair.Verify(Signer, ExtrinsicSigner.SignedBytes(payload), Signature.AsSpan(), Scheme);
        }
    }
}
