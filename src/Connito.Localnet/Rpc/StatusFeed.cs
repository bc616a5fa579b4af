using Connito.Localnet.Blocks;

namespace Connito.Localnet.Rpc;

/// <summary>An extrinsic's statuses on their way to a subscriber: those from before its id was sent wait.</summary>
internal sealed class StatusFeed
{
    private readonly Lock _lock = new();
    private readonly Queue<TransactionStatus> _early = new();
    private Action<TransactionStatus>? _receiver;
    private bool _closed;

    /// <summary>Takes a status from the chain.</summary>
    public void Push(TransactionStatus status)
    {
        lock (_lock)
            if (_receiver is { } receiver)
                receiver(status);
            else if (!_closed)
                _early.Enqueue(status);
    }

    /// <summary>Passes on what waited, and from now on what comes.</summary>
    public void Open(Action<TransactionStatus> receiver)
    {
        lock (_lock)
        {
            while (_early.TryDequeue(out var status))
                receiver(status);
            _receiver = receiver;
        }
    }

    /// <summary>Passes on nothing any more.</summary>
    public void Close()
    {
        lock (_lock)
            (_closed, _receiver) = (true, null);
    }
}
