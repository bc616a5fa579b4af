using System.Collections.Immutable;
using Connito.Chain.Extrinsics;
using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>What came of an extrinsic, as far as it was followed.</summary>
public abstract record ExtrinsicOutcome
{
    private ExtrinsicOutcome()
    {
    }

    /// <summary>What was waited for came, and the call did not fail in a block.</summary>
    public bool IsSuccess => this is Submitted or Included or Finalized;

    /// <summary>In the node's pool: not in a block, and not promised to reach one.</summary>
    /// <param name="Extrinsic">BLAKE2b-256 of the extrinsic's bytes.</param>
    public sealed record Submitted(BlockHash Extrinsic) : ExtrinsicOutcome;

    /// <summary>In a block of the best chain, and the call succeeded there; the block is not final.</summary>
    /// <param name="BlockHash">The block that holds it.</param>
    /// <param name="Block">That block's number.</param>
    /// <param name="ExtrinsicIndex">Its place in the block's body.</param>
    public sealed record Included(BlockHash BlockHash, BlockNumber Block, int ExtrinsicIndex) : ExtrinsicOutcome
    {
        /// <summary>The events of this extrinsic.</summary>
        public ImmutableArray<EventRecord> Events { get; init; } = [];
    }

    /// <summary>In a finalized block, and the call succeeded there.</summary>
    /// <param name="BlockHash">The block that holds it.</param>
    /// <param name="Block">That block's number.</param>
    /// <param name="ExtrinsicIndex">Its place in the block's body.</param>
    public sealed record Finalized(BlockHash BlockHash, BlockNumber Block, int ExtrinsicIndex) : ExtrinsicOutcome
    {
        /// <summary>The events of this extrinsic.</summary>
        public ImmutableArray<EventRecord> Events { get; init; } = [];
    }

    /// <summary>In a block, where the call failed: its nonce and fee are spent.</summary>
    /// <param name="Error">The dispatch error by name, such as <c>SubtensorModule.SettingWeightsTooFast</c>.</param>
    /// <param name="Documentation">What the runtime says of that error; empty when it says nothing.</param>
    /// <param name="BlockHash">The block that holds it.</param>
    /// <param name="Block">That block's number.</param>
    public sealed record Failed(string Error, string Documentation, BlockHash BlockHash, BlockNumber Block) : ExtrinsicOutcome;

    /// <summary>The node refused it before its pool: nothing was spent.</summary>
    /// <param name="Code">The node's error code, such as 1010 (invalid transaction) or 1014 (priority too low).</param>
    /// <param name="Message">The node's words, with its data: <c>Invalid Transaction: Custom error: 6</c>.</param>
    public sealed record Rejected(int Code, string Message) : ExtrinsicOutcome;

    /// <summary>The pool let it go, full or restarted: not in a block, and the node no longer tries.</summary>
    public sealed record Dropped : ExtrinsicOutcome;

    /// <summary>It became invalid in the pool, such as by a spent nonce or an era that ended.</summary>
    public sealed record Invalid : ExtrinsicOutcome;

    /// <summary>Another extrinsic of the same signer and nonce took its place.</summary>
    /// <param name="By">Hash of the other extrinsic.</param>
    public sealed record Usurped(BlockHash By) : ExtrinsicOutcome;

    /// <summary>Not known: it may have been included, or be included yet, until its era ends.</summary>
    /// <param name="Extrinsic">BLAKE2b-256 of the extrinsic's bytes.</param>
    /// <param name="ValidUntil">First block that can no longer hold it.</param>
    /// <param name="Reason">What was waited for and how long.</param>
    public sealed record TimedOut(BlockHash Extrinsic, BlockNumber ValidUntil, string Reason) : ExtrinsicOutcome;
}
