namespace Connito.Chain.Rpc;

/// <summary>How one connection to a node is held.</summary>
public sealed record RpcOptions
{
    /// <summary>A call's whole time, waiting for a connection and repeats included.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the first connection is tried for.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest message taken from the node; a 1024-neuron metagraph has 400 KB.</summary>
    public int MaxMessageBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Pause before the first reconnection; each further one waits about twice as long.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause between two reconnections.</summary>
    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection that lived shorter counts as a failed attempt, so that a node that drops us at once is not hammered.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a silent node is pinged, and how long its pong may take.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many connections one read may wear out before it fails: an answer that breaks the connection breaks the next too.</summary>
    public int MaxReadAttempts { get; init; } = 3;

    /// <summary>Notifications kept for a subscriber that is slower than the node.</summary>
    public int SubscriptionCapacity { get; init; } = 256;

    /// <summary>These settings, checked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is zero or less.</exception>
    internal RpcOptions Checked()
    {
        Positive(CallTimeout);
        Positive(ConnectTimeout);
        Positive(ReconnectDelay);
        Positive(MaxReconnectDelay);
        Positive(KeepAlive);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMessageBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxReadAttempts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SubscriptionCapacity);
        return this;
    }

    private static void Positive(
        TimeSpan value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string? name = null) =>
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
}
