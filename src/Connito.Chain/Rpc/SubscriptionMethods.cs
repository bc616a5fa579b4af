namespace Connito.Chain.Rpc;

/// <summary>The methods of one kind of subscription, by the node's names.</summary>
internal sealed record SubscriptionMethods(string Subscribe, string Unsubscribe, string Notification)
{
    internal static readonly SubscriptionMethods NewHeads =
        new("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", "chain_newHead");

    internal static readonly SubscriptionMethods FinalizedHeads =
        new("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads", "chain_finalizedHead");

    internal static readonly SubscriptionMethods Extrinsic =
        new("author_submitAndWatchExtrinsic", "author_unwatchExtrinsic", "author_extrinsicUpdate");

    internal static readonly SubscriptionMethods[] All = [NewHeads, FinalizedHeads, Extrinsic];
}
