using System.Text.Json;
using System.Threading.Channels;

namespace Connito.Chain.Rpc;

/// <summary>Brings the notifications of one connection to their subscriptions.</summary>
/// <param name="capacity">Notifications kept for each subscription, and for those not opened yet.</param>
/// <param name="dropped">Told the id of a subscription that lost its oldest notification.</param>
internal sealed class SubscriptionRouter(int capacity, Action<string> dropped)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Channel<JsonElement>> _open = [];
    private readonly Queue<(string Id, JsonElement Result)> _early = [];
    private Exception? _end;

    /// <summary>The notifications of a subscription, those that overtook the answer with its id included.</summary>
    internal ChannelReader<JsonElement> Open(string id)
    {
        // When full the oldest goes: of heads and of an extrinsic's states, the newest says most.
        var channel = Channel.CreateBounded<JsonElement>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => dropped(id));
        lock (_lock)
        {
            for (var left = _early.Count; left > 0; left--)
            {
                var entry = _early.Dequeue();
                if (entry.Id == id)
                    channel.Writer.TryWrite(entry.Result);
                else
                    _early.Enqueue(entry);
            }

            if (_end is null)
                _open[id] = channel;
            else
                channel.Writer.Complete(_end);
        }

        return channel.Reader;
    }

    internal void Close(string id)
    {
        lock (_lock)
        {
            if (_open.Remove(id, out var channel))
                channel.Writer.TryComplete();
        }
    }

    internal void Publish(string id, JsonElement result)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(id, out var channel))
            {
                channel.Writer.TryWrite(result);
                return;
            }

            // Before its subscription is known, or after it was closed. The oldest goes when too many wait.
            if (_early.Count == capacity)
                _early.Dequeue();
            _early.Enqueue((id, result));
        }
    }

    /// <summary>Ends all subscriptions, now and later, with the reason.</summary>
    internal void End(Exception reason)
    {
        lock (_lock)
        {
            _end = reason;
            foreach (var channel in _open.Values)
                channel.Writer.TryComplete(reason);
            _open.Clear();
            _early.Clear();
        }
    }
}
