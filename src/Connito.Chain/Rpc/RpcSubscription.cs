using System.Text.Json;
using System.Threading.Channels;

namespace Connito.Chain.Rpc;

/// <summary>One subscription on one connection; it ends with the connection, and is given up when disposed.</summary>
/// <param name="session">The connection.</param>
/// <param name="methods">The methods of this kind of subscription.</param>
/// <param name="id">The node's name for it.</param>
/// <param name="notifications">What the node tells; completes with <see cref="SessionLostException"/>.</param>
internal sealed class RpcSubscription(
    RpcSession session, SubscriptionMethods methods, string id, ChannelReader<JsonElement> notifications) : IAsyncDisposable
{
    internal ChannelReader<JsonElement> Notifications { get; } = notifications;

    public ValueTask DisposeAsync() => session.UnsubscribeAsync(methods, id);
}
