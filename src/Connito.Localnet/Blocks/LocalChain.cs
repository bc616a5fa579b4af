using System.Collections.Immutable;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Localnet.Pallets;
using Connito.Localnet.State;

namespace Connito.Localnet.Blocks;

/// <summary>The chain: its blocks, its pool, and the one lock over both.</summary>
/// <remarks>Best and finalized blocks differ by the lag alone; nothing forks. Followers and watchers are told under the lock:
/// they only pass on.</remarks>
internal sealed class LocalChain
{
    private readonly Lock _lock = new();
    private readonly List<Block> _blocks = [];
    private readonly Dictionary<BlockHash, uint> _numbers = [];
    private readonly Queue<(Block Block, List<PoolEntry> Included)> _awaitingFinality = new();
    private readonly TransactionPool _pool;
    private Action<Block>? _imported;
    private Action<Block>? _finalized;
    private readonly ExtrinsicValidator _validator;
    private readonly LocalnetOptions _options;
    private readonly TimeProvider _time;

    public LocalChain(LocalnetOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Runtime = new LocalRuntime(options.Genesis, options.BlockTime);
        var state = GenesisState.Of(options.Genesis);
        var header = new Header(0, default, state.Root(), Header.RootOf([]));
        Append(new Block(header, header.Hash(), [], state));
        ClientRuntime = Runtime.For(Best.Hash);
        _validator = new ExtrinsicValidator(Runtime, ClientRuntime);
        _pool = new TransactionPool(_validator, time);
    }

    public LocalRuntime Runtime { get; }

    /// <summary>The runtime as clients see it.</summary>
    public ChainRuntime ClientRuntime { get; }

    public Block Best
    {
        get
        {
            lock (_lock)
                return _blocks[^1];
        }
    }

    public Block FinalizedBlock
    {
        get
        {
            lock (_lock)
                return FinalizedLocked;
        }
    }

    /// <summary>What waits in the pool.</summary>
    public ImmutableArray<PendingExtrinsic> Pending
    {
        get
        {
            lock (_lock)
                return [.. _pool.Pending];
        }
    }

    private Block FinalizedLocked => _blocks[Math.Max(0, _blocks.Count - 1 - _options.FinalityLag)];

    /// <summary>Tells of the best block and, without a gap, of each that follows it.</summary>
    /// <returns>What ends it.</returns>
    public Action FollowBest(Action<Block> follower)
    {
        lock (_lock)
        {
            follower(_blocks[^1]);
            _imported += follower;
        }

        return () =>
        {
            lock (_lock)
                _imported -= follower;
        };
    }

    /// <summary>Tells of the last final block and, without a gap, of each that follows it.</summary>
    /// <returns>What ends it.</returns>
    public Action FollowFinalized(Action<Block> follower)
    {
        lock (_lock)
        {
            follower(FinalizedLocked);
            _finalized += follower;
        }

        return () =>
        {
            lock (_lock)
                _finalized -= follower;
        };
    }

    public Block? Find(BlockHash hash)
    {
        lock (_lock)
            return _numbers.TryGetValue(hash, out var number) ? _blocks[(int)number] : null;
    }

    public Block? Find(uint number)
    {
        lock (_lock)
            return number < _blocks.Count ? _blocks[(int)number] : null;
    }

    /// <summary>The nonce an account's next extrinsic needs.</summary>
    public uint NextNonce(AccountId account)
    {
        lock (_lock)
            return _pool.NextNonce(account, SystemPallet.Account.Get(_blocks[^1].State!, account).Nonce);
    }

    /// <summary>Takes an extrinsic into the pool; null when it is in.</summary>
    public Rejection? Submit(ReadOnlySpan<byte> bytes, Action<TransactionStatus>? watcher, out BlockHash hash)
    {
        hash = default;
        if (!_validator.TryRead(bytes, out var extrinsic, out var rejection))
            return rejection;

        hash = extrinsic.Hash;
        lock (_lock)
        {
            var next = new StateOverlay(_blocks[^1].State!);
            SystemPallet.Begin(next, _blocks[^1].Number + 1, _blocks[^1].Hash);
            return _pool.Submit(extrinsic, next, NextTimestampLocked(), watcher);
        }
    }

    /// <summary>Makes the next block of what is ready.</summary>
    public Block Produce()
    {
        lock (_lock)
        {
            var timestamp = NextTimestampLocked();
            var draft = new BlockDraft(Runtime, _blocks[^1], timestamp);
            var included = _pool.Fill(draft, timestamp);
            var block = draft.Seal();
            ImportLocked(block, included);
            return block;
        }
    }

    /// <summary>Makes a block again from its extrinsics.</summary>
    /// <exception cref="LocalnetException">It comes out different: another genesis or another version made it.</exception>
    public void Replay(LoggedBlock logged)
    {
        lock (_lock)
        {
            var draft = new BlockDraft(Runtime, _blocks[^1], Inherents.TimestampOf(logged.Extrinsics[0]));
            foreach (var bytes in logged.Extrinsics.Skip(1))
                draft.Apply(_validator.TryRead(bytes, out var extrinsic, out var rejection)
                    ? extrinsic
                    : throw new LocalnetException($"Block {logged.Number} of the log cannot be read: {rejection.Message}"));

            var block = draft.Seal();
            if (block.Hash != logged.Hash)
                throw new LocalnetException(
                    $"Block {logged.Number} of the log has hash {logged.Hash}; replayed it has {block.Hash}. The log belongs to another genesis or " +
                    "another version of Localnet: start with an empty data folder.");
            ImportLocked(block, []);
        }
    }

    private void ImportLocked(Block block, List<PoolEntry> included)
    {
        Append(block);
        var discarded = _blocks.Count - 1 - _options.HistoryBlocks;
        if (discarded >= 0)
            _blocks[discarded] = _blocks[discarded] with { State = null };

        _imported?.Invoke(block);
        foreach (var entry in included)
            entry.Tell(new TransactionStatus.InBlock(block.Hash));
        _awaitingFinality.Enqueue((block, included));
        while (_awaitingFinality.Count > _options.FinalityLag)
            FinalizeLocked(_awaitingFinality.Dequeue());
    }

    private void FinalizeLocked((Block Block, List<PoolEntry> Included) finished)
    {
        _finalized?.Invoke(finished.Block);
        foreach (var entry in finished.Included)
            entry.Tell(new TransactionStatus.Finalized(finished.Block.Hash));
    }

    private void Append(Block block)
    {
        _blocks.Add(block);
        _numbers.Add(block.Hash, block.Number);
    }

    // Time moves on from block to block even where the clock does not.
    private ulong NextTimestampLocked() =>
        Math.Max((ulong)_time.GetUtcNow().ToUnixTimeMilliseconds(), TimestampPallet.Now.Get(_blocks[^1].State!) + 1);
}
