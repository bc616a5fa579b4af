using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>A block's place in the chain.</summary>
/// <param name="Number">Height; genesis is 0.</param>
/// <param name="Hash">BLAKE2b-256 of the SCALE-encoded header.</param>
/// <param name="ParentHash">Hash of the block before it; zeros for genesis.</param>
public readonly record struct BlockHeader(BlockNumber Number, BlockHash Hash, BlockHash ParentHash);
