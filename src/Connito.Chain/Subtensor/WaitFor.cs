namespace Connito.Chain.Subtensor;

/// <summary>How far an extrinsic is followed before its outcome is told.</summary>
public enum WaitFor
{
    /// <summary>The node's pool took it. It is not in a block, and may never be.</summary>
    Submission,

    /// <summary>It is in a block of the best chain, which may still be abandoned.</summary>
    Inclusion,

    /// <summary>It is in a finalized block.</summary>
    Finality,
}
