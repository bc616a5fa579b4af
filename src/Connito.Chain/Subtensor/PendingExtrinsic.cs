using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>An extrinsic on its way: what is needed to know it again in a block.</summary>
/// <param name="Bytes">Its bytes as hex, as a block's body lists it.</param>
/// <param name="Hash">BLAKE2b-256 of its bytes.</param>
/// <param name="Signer">Who signed it.</param>
/// <param name="Nonce">The signer's nonce in it.</param>
/// <param name="SignedAt">The finalized block it was signed at: no block up to it holds the extrinsic.</param>
/// <param name="ValidUntil">First block that can no longer hold it.</param>
internal sealed record PendingExtrinsic(
    string Bytes, BlockHash Hash, AccountId Signer, uint Nonce, BlockNumber SignedAt, BlockNumber ValidUntil);
