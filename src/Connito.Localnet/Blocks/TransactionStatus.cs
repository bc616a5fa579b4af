using Connito.Chain.Primitives;

namespace Connito.Localnet.Blocks;

/// <summary>Where a watched extrinsic is. There are no forks here, so nothing is retracted.</summary>
internal abstract record TransactionStatus
{
    private TransactionStatus() { }

    /// <summary>It waits for an earlier nonce.</summary>
    public sealed record Future : TransactionStatus;

    /// <summary>The next block can take it.</summary>
    public sealed record Ready : TransactionStatus;

    /// <summary>A block has it.</summary>
    public sealed record InBlock(BlockHash Block) : TransactionStatus;

    /// <summary>The block that has it is final.</summary>
    public sealed record Finalized(BlockHash Block) : TransactionStatus;

    /// <summary>Another of the same signer and nonce, with a higher tip, took its place.</summary>
    public sealed record Usurped(BlockHash By) : TransactionStatus;

    /// <summary>The state it met does not allow it any more.</summary>
    public sealed record Invalid : TransactionStatus;

    /// <summary>Nothing follows.</summary>
    public bool IsTerminal => this is Finalized or Usurped or Invalid;
}
