using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>What a hotkey last committed on a subnet.</summary>
/// <param name="Hotkey">Who committed; not necessarily a neuron of the subnet any more.</param>
/// <param name="Block">Block of its last <c>set_commitment</c>: the only trustworthy time of it.</param>
/// <param name="Payload">Bytes of the first field, as sent: any bytes, from anybody.</param>
public sealed record ChainCommitment(Hotkey Hotkey, BlockNumber Block, ImmutableArray<byte> Payload);
