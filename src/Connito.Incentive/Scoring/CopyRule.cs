using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Incentive.Scoring;

/// <summary>A shard as a hotkey committed it, before anything was revealed.</summary>
/// <param name="Hotkey">Who committed.</param>
/// <param name="ShardHash">Hash of the parameters, in the protocol's lower-case hex.</param>
/// <param name="CommittedAt">The block of the hidden commitment, not that of its reveal.</param>
public readonly record struct CommittedShard(Hotkey Hotkey, string ShardHash, BlockNumber CommittedAt);

/// <summary>Who among those that submitted the same shard did the work.</summary>
public static class CopyRule
{
    /// <summary>The shards that nobody committed before or with their hotkey, in the order given.</summary>
    /// <remarks>Of several hotkeys with one hash only the earliest keeps it. If two share the earliest block nobody does: the hash was
    /// hidden then, so both belong to one miner, and any rule that let one of them keep it could be gamed by choosing hotkeys.</remarks>
    public static ImmutableArray<CommittedShard> KeepOriginals(IEnumerable<CommittedShard> shards)
    {
        var given = shards.ToImmutableArray();
        var originals = given.GroupBy(shard => shard.ShardHash, StringComparer.Ordinal).Select(Original).ToHashSet();
        return [.. given.Where(shard => originals.Contains(shard))];
    }

    private static CommittedShard? Original(IGrouping<string, CommittedShard> same)
    {
        var earliest = same.Min(shard => shard.CommittedAt);
        var first = same.Where(shard => shard.CommittedAt == earliest).Distinct().ToArray();
        return first is [var only] ? only : null;
    }
}
