using Connito.Chain.Rpc;

namespace Connito.Chain.Subtensor;

/// <summary>Which node is used, and how extrinsics are followed.</summary>
public sealed record SubtensorOptions
{
    /// <summary>The node's WebSocket, such as <c>ws://127.0.0.1:9944</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>How the connection is held.</summary>
    public RpcOptions Rpc { get; init; } = new();

    /// <summary>Blocks in which an extrinsic may be included: a power of two, 4 to 2048, since the chain keeps 2400 block hashes.</summary>
    public int EraBlocks { get; init; } = 128;

    /// <summary>How long an extrinsic is followed before its outcome is <see cref="ExtrinsicOutcome.TimedOut"/>.</summary>
    public TimeSpan SubmissionTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>These settings, checked.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal SubtensorOptions Checked()
    {
        if (Endpoint.Scheme is not ("ws" or "wss"))
            throw new ArgumentException($"A node's address begins with ws:// or wss://; {Endpoint.Scheme}:// came.");

        if (EraBlocks is < 4 or > 2048 || !int.IsPow2(EraBlocks))
            throw new ArgumentException($"An era is a power of two from 4 to 2048 blocks; {EraBlocks} came.");

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SubmissionTimeout, TimeSpan.Zero);
        return this;
    }
}
