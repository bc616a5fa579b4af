using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Connito.Localnet.Rpc;

/// <summary>What one connection is subscribed to.</summary>
/// <param name="send">Sends a notification; never blocks.</param>
internal sealed class RpcSubscriptions(Action<JsonObject> send) : IDisposable
{
    private const int MostSubscriptions = 1024;
    private static long _lastId;
    private readonly ConcurrentDictionary<string, Action> _running = new();

    /// <summary>Opens a subscription.</summary>
    /// <param name="notification">The method of its notifications.</param>
    /// <param name="start">Begins it: gets the sender of results, gives what ends it. Runs after the id was sent.</param>
    public RpcReply Open(string notification, Func<Action<JsonNode?>, Action> start)
    {
        if (_running.Count >= MostSubscriptions)
            throw new RpcFault(RpcFault.InternalError, $"At most {MostSubscriptions} subscriptions are open on one connection.");

        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        _running[id] = static () => { };
        return new RpcReply(id, () => Begin(id, notification, start));
    }

    /// <summary>Ends a subscription; false where there is none of that id.</summary>
    public bool Close(string id)
    {
        if (!_running.TryRemove(id, out var end))
            return false;

        end();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var id in _running.Keys)
            Close(id);
    }

    private void Begin(string id, string notification, Func<Action<JsonNode?>, Action> start)
    {
        var end = start(result => Notify(id, notification, result));
        // Closed meanwhile, by the connection's end or by the last status of an extrinsic.
        if (!_running.TryUpdate(id, end, _running.GetValueOrDefault(id, end)))
            end();
    }

    private void Notify(string id, string notification, JsonNode? result)
    {
        if (!_running.ContainsKey(id))
            return;

        send(new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["method"] = notification,
            ["params"] = new JsonObject { ["subscription"] = id, ["result"] = result },
        });
    }
}
