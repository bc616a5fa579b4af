using System.Runtime.CompilerServices;
using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;

namespace Connito.Chain.Subtensor;

/// <summary>Reads and follows the chain's heads.</summary>
internal sealed class HeadReader(RpcClient rpc)
{
    internal async Task<BlockHeader> BestAsync(CancellationToken cancellation) =>
        HeaderReader.Read(await rpc.ReadAsync("chain_getHeader", [], cancellation));

    internal async Task<BlockHash> BestHashAsync(CancellationToken cancellation) =>
        RpcHex.Hash(await rpc.ReadAsync("chain_getBlockHash", [], cancellation));

    /// <exception cref="ChainException">The chain has no such block yet.</exception>
    internal async Task<BlockHash> HashAtAsync(BlockNumber block, CancellationToken cancellation)
    {
        var answer = await rpc.ReadAsync("chain_getBlockHash", [block.Value], cancellation);
        return answer.ValueKind == JsonValueKind.Null
            ? throw new ChainException($"Block {block} is not in the chain yet: wait for it, or ask for an earlier one.")
            : RpcHex.Hash(answer);
    }

    /// <summary>Heads as they come, each once in a row: a restored subscription begins with the head that was seen last.</summary>
    internal async IAsyncEnumerable<BlockHeader> FollowAsync(
        SubscriptionMethods heads, [EnumeratorCancellation] CancellationToken cancellation)
    {
        BlockHash? last = null;
        await foreach (var notification in rpc.SubscribeAsync(heads, cancellation))
        {
            var head = HeaderReader.Read(notification);
            if (head.Hash == last)
                continue;

            last = head.Hash;
            yield return head;
        }
    }
}
