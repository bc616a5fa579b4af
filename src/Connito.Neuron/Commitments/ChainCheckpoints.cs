using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Profiles;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Commitments;

/// <summary>All checkpoints of one pair of commitment phases.</summary>
/// <param name="Checkpoints">In the order of the chain's storage.</param>
/// <param name="Refused">Commitments that give none.</param>
/// <param name="Metagraph">The subnet at the block of the second read.</param>
internal sealed record ChainCheckpoints(
    ImmutableArray<ChainCheckpoint> Checkpoints, ImmutableArray<RefusedCommitment> Refused, Metagraph Metagraph)
{
    /// <summary>Joins two historic reads of the commitments by hotkey.</summary>
    /// <param name="signed">The state one block after the first phase.</param>
    /// <param name="revealed">The state one block after the second.</param>
    /// <param name="metagraph">The subnet at the block of the second read; who is not in it is passed over.</param>
    /// <param name="versions">The versions that may be announced, both ends included.</param>
    /// <param name="wire">Who counts as validator.</param>
    public static ChainCheckpoints Assemble(
        ImmutableArray<ChainCommitment> signed, ImmutableArray<ChainCommitment> revealed, Metagraph metagraph,
        (BlockNumber Min, BlockNumber Max) versions, WireProfile wire)
    {
        var first = signed.ToDictionary(commitment => commitment.Hotkey);
        var roles = new RoleRule(wire);
        var checkpoints = ImmutableArray.CreateBuilder<ChainCheckpoint>();
        var refused = ImmutableArray.CreateBuilder<RefusedCommitment>();
        foreach (var second in revealed)
        {
            if (metagraph.Find(second.Hotkey) is not { } neuron)
                continue;

            var role = roles.Of(neuron, metagraph.Block);
            if (TryJoin(first.GetValueOrDefault(second.Hotkey), second, neuron, role, versions, out var checkpoint, out string reason))
                checkpoints.Add(checkpoint);
            else
                refused.Add(new RefusedCommitment(neuron.Uid, neuron.Hotkey, role, reason));
        }

        return new ChainCheckpoints(checkpoints.ToImmutable(), refused.ToImmutable(), metagraph);
    }

    /// <summary>The validators' checkpoints of the hash with the greatest stake behind it; empty when no validator announced one.</summary>
    /// <remarks>Only whole announcements of the group count: with a place, and signed by their owner. A tie goes to the lesser hash.</remarks>
    public ImmutableArray<ChainCheckpoint> Majority(int expertGroup) =>
        Checkpoints
            .Where(checkpoint => checkpoint.Role == NeuronRole.Validator && checkpoint.ExpertGroup == expertGroup
                && checkpoint.Place is not null && checkpoint.Signed.Verifies(checkpoint.Hotkey, checkpoint.Hash))
            .GroupBy(checkpoint => checkpoint.Hash)
            .OrderByDescending(group => group.Aggregate(0UL, (sum, checkpoint) => checked(sum + checkpoint.Stake.Rao)))
            .ThenBy(group => group.Key.Hex, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.OrderByDescending(checkpoint => checkpoint.Stake)
            .ToImmutableArray() ?? [];

    private static bool TryJoin(
        ChainCommitment? first, ChainCommitment second, NeuronInfo neuron, NeuronRole role,
        (BlockNumber Min, BlockNumber Max) versions, out ChainCheckpoint checkpoint, out string reason)
    {
        checkpoint = null!;
        if (first is null)
            return No("no signed hash was committed in the first phase", out reason);
        if (!CommitmentFields.TryRead(first.Payload.AsMemory(), out var one, out reason))
            return No($"the first commitment does not read: {reason}", out reason);
        if (!CommitmentFields.TryRead(second.Payload.AsMemory(), out var two, out reason))
            return No($"the second commitment does not read: {reason}", out reason);
        if (one.SignedHash is not { } signature)
            return No("the first commitment holds no signed hash (m)", out reason);
        if (!ModelHash.TryParse(two.ModelHash, out var hash))
            return No("the second commitment holds no model hash (h) of 48 hex digits", out reason);
        if (two.Version is not { } version || two.ExpertGroup is not (>= 0 and <= int.MaxValue and var group))
            return No("the second commitment lacks its version (v) or group (e)", out reason);
        if (version < versions.Min.Value || version > versions.Max.Value)
            return No($"version {version} is outside {versions.Min} to {versions.Max}", out reason);

        var place = two is { Location: { Length: > 0 } location, Revision: { Length: > 0 } revision }
            ? new CommittedPlace(location, revision) : null;
        checkpoint = new ChainCheckpoint(
            neuron.Uid, neuron.Hotkey, role, neuron.Stake, new SignedModelHash(signature), hash,
            new BlockNumber((uint)version), (int)group, place, first.Block);
        return true;
    }

    private static bool No(string why, out string reason)
    {
        reason = why;
        return false;
    }
}
