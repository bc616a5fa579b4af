namespace Connito.Neuron.Cycles;

/// <summary>The nine parts of a cycle, in their order; the names are the network's own.</summary>
internal enum CyclePhase
{
    /// <summary>Miners take the newest baseline.</summary>
    Distribute,

    /// <summary>Miners run inner steps.</summary>
    Train,

    /// <summary>Miners commit the signature of their shard's hash; validators commit the hash they hold.</summary>
    MinerCommit1,

    /// <summary>Miners reveal the hash and where the shard lies.</summary>
    MinerCommit2,

    /// <summary>Validators fetch and evaluate.</summary>
    Submission,

    /// <summary>Validators score and set weights.</summary>
    Validate,

    /// <summary>Validators merge what helped and take the outer step.</summary>
    Merge,

    /// <summary>Validators commit the signature of the next baseline's hash.</summary>
    ValidatorCommit1,

    /// <summary>Validators reveal the hash and where the baseline lies.</summary>
    ValidatorCommit2,
}
