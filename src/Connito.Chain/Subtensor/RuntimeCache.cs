using System.Collections.Concurrent;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Scale;
using Microsoft.Extensions.Logging;

namespace Connito.Chain.Subtensor;

/// <summary>The runtimes of one chain, each loaded when a block that has it is first read.</summary>
internal sealed class RuntimeCache(RpcClient rpc, BlockHash genesis, ILogger logger)
{
    private const string MetadataAtVersion = "Metadata_metadata_at_version";
    private const int KnownBlocksMax = 4096;

    private readonly ConcurrentDictionary<BlockHash, RuntimeVersion> _versions = new();
    private readonly ConcurrentDictionary<RuntimeVersion, Lazy<Task<ChainRuntime>>> _runtimes = new();

    private readonly record struct RuntimeVersion(uint Spec, uint Transaction);

    /// <summary>The runtime in a block's state: what reads at that block are decoded by, and the next block is executed by.</summary>
    internal async Task<ChainRuntime> AtAsync(BlockHash block, CancellationToken cancellation)
    {
        var version = await VersionAtAsync(block, cancellation);
        // Loaded once for all who wait, so that no single caller's token may end it.
        var loading = _runtimes.GetOrAdd(version, wanted => new(() => LoadAsync(block, wanted)));
        try
        {
            return await loading.Value.WaitAsync(cancellation);
        }
        catch when (loading.Value.IsFaulted)
        {
            _runtimes.TryRemove(new(version, loading));
            throw;
        }
    }

    private async Task<RuntimeVersion> VersionAtAsync(BlockHash block, CancellationToken cancellation)
    {
        if (_versions.TryGetValue(block, out var known))
            return known;

        var answer = await rpc.ReadAsync("state_getRuntimeVersion", [block.ToString()], cancellation);
        var version = new RuntimeVersion(
            answer.Field("specVersion").AsUInt32(), answer.Field("transactionVersion").AsUInt32());
        if (_versions.Count >= KnownBlocksMax)
            _versions.Clear();
        _versions[block] = version;
        return version;
    }

    private async Task<ChainRuntime> LoadAsync(BlockHash block, RuntimeVersion version)
    {
        var metadata = RuntimeMetadata.Parse(await FetchAsync(block));
        logger.RuntimeLoaded(version.Spec, metadata.Version);
        return new ChainRuntime(metadata, version.Spec, version.Transaction, genesis);
    }

    /// <summary>V15 where the runtime offers it, since it describes the runtime APIs too; else V14.</summary>
    private async Task<byte[]> FetchAsync(BlockHash block)
    {
        try
        {
            var input = RpcHex.Of(new ScaleWriter().WriteU32(15).WrittenSpan);
            var answer = RpcHex.Bytes(await rpc.ReadAsync("state_call", [MetadataAtVersion, input, block.ToString()]));
            if (ReadOption(answer) is { } blob)
                return blob;
        }
        catch (RpcException error) when (error is not StateDiscardedException)
        {
            // A runtime before versioned metadata has no such method.
        }

        return RpcHex.Bytes(await rpc.ReadAsync("state_getMetadata", [block.ToString()]));
    }

    private static byte[]? ReadOption(ReadOnlySpan<byte> answer)
    {
        var reader = new ScaleReader(answer);
        return reader.ReadBoolean() ? reader.ReadByteVector().ToArray() : null;
    }
}
