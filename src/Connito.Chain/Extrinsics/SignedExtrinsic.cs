using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Chain.Extrinsics;

/// <summary>An extrinsic ready to submit. Signed is not submitted, and submitted is not included.</summary>
/// <param name="Bytes">With their length in front, as <c>author_submitExtrinsic</c> takes them.</param>
/// <param name="Hash">BLAKE2b-256 of the bytes, by which nodes name it.</param>
public sealed record SignedExtrinsic(ImmutableArray<byte> Bytes, BlockHash Hash);
