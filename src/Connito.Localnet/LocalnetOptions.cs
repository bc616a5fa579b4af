using System.Net;

namespace Connito.Localnet;

/// <summary>How a Localnet node runs.</summary>
public sealed record LocalnetOptions
{
    /// <summary>What the chain begins with.</summary>
    public Genesis Genesis { get; init; } = Genesis.Development();

    /// <summary>Where the node listens: this machine alone, unless said otherwise. Nothing here authenticates callers.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes any free one. Subtensor nodes listen on 9944.</summary>
    public int Port { get; init; } = 9944;

    /// <summary>Time between blocks, at least 10 ms; zero for blocks by hand (<see cref="LocalnetNode.ProduceBlock"/>).</summary>
    public TimeSpan BlockTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Blocks whose state is kept, at least 2; reads before them fail as on a node that is no archive.</summary>
    public int HistoryBlocks { get; init; } = 256;

    /// <summary>Blocks by which finality follows the best block.</summary>
    public int FinalityLag { get; init; } = 1;

    /// <summary>Folder of the extrinsic log, from which a later run goes on; null keeps the chain in memory alone.</summary>
    public string? DataFolder { get; init; }

    /// <exception cref="LocalnetException">A value is out of its range.</exception>
    internal void Check()
    {
        if (Port is < 0 or > ushort.MaxValue)
            throw new LocalnetException($"A port of 0 to 65535 wanted; {Port} came.");
        if (BlockTime < TimeSpan.Zero || (BlockTime > TimeSpan.Zero && BlockTime < TimeSpan.FromMilliseconds(10)))
            throw new LocalnetException($"A block time of zero or at least 10 ms wanted; {BlockTime.TotalMilliseconds} ms came.");
        if (HistoryBlocks < 2)
            throw new LocalnetException($"A history of at least 2 blocks wanted; {HistoryBlocks} came.");
        if (FinalityLag < 0 || FinalityLag >= HistoryBlocks)
            throw new LocalnetException($"A finality lag of 0 to {HistoryBlocks - 1} blocks wanted; {FinalityLag} came.");
    }
}
