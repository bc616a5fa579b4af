using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Localnet.Blocks;
using Connito.Localnet.Rpc;
using Microsoft.Extensions.Logging;

namespace Connito.Localnet;

/// <summary>A development chain with its JSON-RPC server, in this process.</summary>
/// <remarks>It speaks Substrate under Subtensor's names, so that clients need no branch for it. For trials only: it trusts every caller,
/// and one process makes all blocks.</remarks>
public sealed class LocalnetNode : IAsyncDisposable
{
    private readonly LocalnetOptions _options;
    private readonly ILogger _logger;
    private readonly LocalChain _chain;
    private readonly RpcServer _server;
    private readonly BlockProducer? _producer;
    private ExtrinsicLog? _log;

    /// <exception cref="LocalnetException">The options or the genesis cannot be.</exception>
    public LocalnetNode(LocalnetOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        options.Check();
        _options = options;
        _logger = loggers.CreateLogger("Connito.Localnet");
        _chain = new LocalChain(options, time);
        _server = new RpcServer(_chain, options, loggers);
        _producer = options.BlockTime > TimeSpan.Zero ? new BlockProducer(_chain, options.BlockTime, time, _logger) : null;
        GenesisHash = _chain.Best.Hash;
    }

    /// <summary>Where clients connect, such as <c>ws://127.0.0.1:9944/</c>; null before the node was started.</summary>
    public Uri? Endpoint { get; private set; }

    /// <summary>The first block's hash.</summary>
    public BlockHash GenesisHash { get; }

    /// <summary>The best block's number.</summary>
    public BlockNumber Best => new(_chain.Best.Number);

    /// <summary>The runtime as clients see it: encodes calls and storage keys without asking the node.</summary>
    public ChainRuntime Runtime => _chain.ClientRuntime;

    internal LocalChain Chain => _chain;

    /// <summary>Replays the data folder's log, then listens and makes blocks. Done means that clients can connect.</summary>
    /// <exception cref="LocalnetException">The port is taken, or the log belongs to another chain.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        OpenLog();
        Endpoint = await _server.StartAsync(cancellation);
        _logger.Listening(Endpoint, GenesisHash, _chain.Best.Number);
        _producer?.Start();
    }

    /// <summary>Makes a block now, of what the pool holds.</summary>
    public BlockHash ProduceBlock() => _chain.Produce().Hash;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_producer is not null)
            await _producer.DisposeAsync();
        await _server.DisposeAsync();
        _log?.Dispose();
    }

    private void Keep(Block block)
    {
        _log?.Append(block);
        _logger.BlockMade(block.Number, block.Hash, block.Extrinsics.Length);
    }

    private void OpenLog()
    {
        if (_options.DataFolder is { } folder)
        {
            _log = new ExtrinsicLog(folder);
            foreach (var block in _log.Read())
                _chain.Replay(block);
            _logger.Replayed(_chain.Best.Number, folder);
        }

        // The best block of now is in the log already.
        var last = _chain.Best.Number;
        _chain.FollowBest(block =>
        {
            if (block.Number > last)
                Keep(block);
        });
    }
}
