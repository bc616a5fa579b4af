using Connito.Chain.Primitives;
using Connito.Localnet.Pallets;
using Connito.Localnet.State;

namespace Connito.Localnet.Blocks;

/// <summary>Extrinsics that wait for a block, one a signer and nonce. Its owner holds the lock.</summary>
internal sealed class TransactionPool(ExtrinsicValidator validator, TimeProvider time)
{
    private const int Capacity = 8192;
    private const int ExtrinsicsPerBlock = 1024;

    // As long as a Substrate node refuses what it has had already.
    private static readonly TimeSpan BanTime = TimeSpan.FromMinutes(30);

    private readonly Dictionary<AccountId, SortedDictionary<uint, PoolEntry>> _bySigner = [];
    private readonly Dictionary<BlockHash, PoolEntry> _byHash = [];
    private readonly Dictionary<BlockHash, DateTimeOffset> _banned = [];
    private long _arrivals;

    /// <summary>What waits, in the order it came.</summary>
    public IEnumerable<PendingExtrinsic> Pending => _byHash.Values.OrderBy(entry => entry.Arrival).Select(entry => entry.Extrinsic);

    /// <summary>Takes an extrinsic in; null when it is in.</summary>
    /// <param name="extrinsic">What came.</param>
    /// <param name="next">A state in which the next block has begun.</param>
    /// <param name="timestamp">The next block's time.</param>
    /// <param name="watcher">Told where the extrinsic is, if anyone watches.</param>
    public Rejection? Submit(PendingExtrinsic extrinsic, StateOverlay next, ulong timestamp, Action<TransactionStatus>? watcher)
    {
        if (_byHash.ContainsKey(extrinsic.Hash))
            return Rejection.AlreadyImported(extrinsic.Hash.ToString());
        if (IsBanned(extrinsic.Hash))
            return Rejection.Banned;
        if (validator.Check(extrinsic, next, timestamp) is { } rejection)
            return rejection;

        var entry = new PoolEntry(extrinsic, _arrivals++, watcher);
        if (FindRival(extrinsic) is { } rival)
        {
            if (rival.Extrinsic.Tip >= extrinsic.Tip)
                return Rejection.PriorityTooLow(rival.Extrinsic.Tip, extrinsic.Tip);
            Remove(rival);
            rival.Tell(new TransactionStatus.Usurped(extrinsic.Hash));
        }
        else if (_byHash.Count >= Capacity)
        {
            return Rejection.PoolFull;
        }

        Add(entry);
        TellPlaces(extrinsic.Signer, SystemPallet.Account.Get(next, extrinsic.Signer).Nonce, entry);
        return null;
    }

    /// <summary>Moves what is valid into a block: signers in the order their next extrinsic came, each by nonce.</summary>
    public List<PoolEntry> Fill(BlockDraft draft, ulong timestamp)
    {
        var included = new List<PoolEntry>();
        foreach (var signer in _bySigner.OrderBy(account => account.Value.First().Value.Arrival).Select(account => account.Key).ToList())
            while (included.Count < ExtrinsicsPerBlock && TakeNext(draft, signer) is { } entry)
                if (validator.Check(entry.Extrinsic, draft.State, timestamp) is null)
                {
                    draft.Apply(entry.Extrinsic);
                    included.Add(entry);
                }
                else
                {
                    entry.Tell(new TransactionStatus.Invalid());
                }

        return included;
    }

    /// <summary>The nonce a signer's next extrinsic needs, after those that wait.</summary>
    public uint NextNonce(AccountId signer, uint nonce)
    {
        while (_bySigner.TryGetValue(signer, out var entries) && entries.ContainsKey(nonce))
            nonce++;
        return nonce;
    }

    private PoolEntry? TakeNext(BlockDraft draft, AccountId signer)
    {
        var nonce = SystemPallet.Account.Get(draft.State, signer).Nonce;
        if (!_bySigner.TryGetValue(signer, out var entries) || !entries.TryGetValue(nonce, out var entry))
            return null;

        Remove(entry);
        _banned[entry.Extrinsic.Hash] = time.GetUtcNow() + BanTime;
        return entry;
    }

    private PoolEntry? FindRival(PendingExtrinsic extrinsic) =>
        _bySigner.TryGetValue(extrinsic.Signer, out var entries) ? entries.GetValueOrDefault(extrinsic.Nonce) : null;

    private void Add(PoolEntry entry)
    {
        if (!_bySigner.TryGetValue(entry.Extrinsic.Signer, out var entries))
            _bySigner.Add(entry.Extrinsic.Signer, entries = []);
        entries.Add(entry.Extrinsic.Nonce, entry);
        _byHash.Add(entry.Extrinsic.Hash, entry);
    }

    private void Remove(PoolEntry entry)
    {
        var entries = _bySigner[entry.Extrinsic.Signer];
        entries.Remove(entry.Extrinsic.Nonce);
        if (entries.Count == 0)
            _bySigner.Remove(entry.Extrinsic.Signer);
        _byHash.Remove(entry.Extrinsic.Hash);
    }

    /// <summary>Tells the newcomer where it is, and those that waited for it that they are ready.</summary>
    private void TellPlaces(AccountId signer, uint nonce, PoolEntry newcomer)
    {
        var ready = NextNonce(signer, nonce);
        if (newcomer.Extrinsic.Nonce >= ready)
        {
            newcomer.Tell(new TransactionStatus.Future());
            return;
        }

        var waited = _bySigner[signer].Values.Where(entry => entry.Extrinsic.Nonce >= newcomer.Extrinsic.Nonce && entry.Extrinsic.Nonce < ready);
        foreach (var entry in waited)
            entry.Tell(new TransactionStatus.Ready());
    }

    private bool IsBanned(BlockHash hash)
    {
        if (!_banned.TryGetValue(hash, out var until))
            return false;
        if (time.GetUtcNow() < until)
            return true;

        foreach (var (old, end) in _banned.ToList())
            if (end <= time.GetUtcNow())
                _banned.Remove(old);
        return false;
    }
}

/// <summary>An extrinsic in the pool, the order it came in, and who watches it.</summary>
internal sealed record PoolEntry(PendingExtrinsic Extrinsic, long Arrival, Action<TransactionStatus>? Watcher)
{
    public void Tell(TransactionStatus status) => Watcher?.Invoke(status);
}
