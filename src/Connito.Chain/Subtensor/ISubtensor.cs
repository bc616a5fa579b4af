using System.Collections.Immutable;
using System.Net;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>What a neuron asks of the Bittensor chain, by whatever node serves it.</summary>
/// <remarks>
/// Reads take a block hash, and null reads the best head; what belongs together is read at one hash, given to each call. Every read may
/// throw <see cref="Rpc.ChainConnectionException"/>, <see cref="Rpc.RpcException"/> and, at a block the node no longer keeps,
/// <see cref="Rpc.StateDiscardedException"/>: never is another block read in its place. All members may be called at once from many tasks.
/// </remarks>
public interface ISubtensor : IAsyncDisposable
{
    /// <summary>The best block: the newest, and not final.</summary>
    Task<BlockHeader> GetHeadAsync(CancellationToken cancellation = default);

    /// <summary>The hash of a block of the best chain.</summary>
    /// <exception cref="ChainException">The chain has no such block yet.</exception>
    Task<BlockHash> GetBlockHashAsync(BlockNumber block, CancellationToken cancellation = default);

    /// <summary>Best blocks from now on. A number can come again after a reorganisation, and numbers can be missing after a reconnection.</summary>
    IAsyncEnumerable<BlockHeader> NewHeadsAsync(CancellationToken cancellation = default);

    /// <summary>Finalized blocks from now on, ascending. Numbers can be missing.</summary>
    IAsyncEnumerable<BlockHeader> FinalizedHeadsAsync(CancellationToken cancellation = default);

    /// <summary>All neurons of a subnet, every column at one block.</summary>
    /// <exception cref="SubnetNotFoundException">No such subnet at that block.</exception>
    Task<Metagraph> GetMetagraphAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default);

    /// <summary>The settings of a subnet.</summary>
    /// <exception cref="SubnetNotFoundException">No such subnet at that block.</exception>
    Task<SubnetHyperparameters> GetHyperparametersAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default);

    /// <summary>An account's free balance; zero for one that does not exist.</summary>
    Task<Tao> GetBalanceAsync(AccountId account, BlockHash? at = null, CancellationToken cancellation = default);

    /// <summary>What registering on a subnet costs at that block; the price moves with each block and each registration.</summary>
    Task<Tao> GetRegistrationCostAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default);

    /// <summary>The last commitment of each hotkey, in ascending order of the raw storage keys; those without bytes are left out.</summary>
    Task<ImmutableArray<ChainCommitment>> GetCommitmentsAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default);

    /// <summary>The weights on the chain, by the validators' uids; neurons that never set any are left out.</summary>
    Task<ImmutableArray<WeightRow>> GetWeightsAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default);

    /// <summary>Registers a hotkey for the subnet's current price, paid and signed by the coldkey.</summary>
    Task<ExtrinsicOutcome> BurnedRegisterAsync(
        Keypair coldkey, Netuid netuid, Hotkey hotkey, WaitFor waitFor, CancellationToken cancellation = default);

    /// <summary>Advertises where the neuron serves.</summary>
    Task<ExtrinsicOutcome> ServeAxonAsync(
        Keypair hotkey, Netuid netuid, IPEndPoint endPoint, WaitFor waitFor, CancellationToken cancellation = default);

    /// <summary>Sets weights in the open; on a subnet with commit-reveal the chain refuses by <c>CommitRevealEnabled</c>.</summary>
    /// <remarks>Weights that are set are not yet emission: the next epoch reads them.</remarks>
    Task<ExtrinsicOutcome> SetWeightsAsync(
        Keypair hotkey, Netuid netuid, WeightAllocation weights, ulong versionKey, WaitFor waitFor, CancellationToken cancellation = default);

    /// <summary>Replaces the hotkey's commitment on a subnet.</summary>
    /// <param name="hotkey">Signs.</param>
    /// <param name="netuid">A subnet the hotkey is registered on.</param>
    /// <param name="payload">One field, at most 512 bytes; 128 for readers that know plain fields alone.</param>
    /// <param name="waitFor">How far to follow the extrinsic.</param>
    /// <param name="cancellation">Ends the waiting; what was submitted stays submitted.</param>
    Task<ExtrinsicOutcome> SetCommitmentAsync(
        Keypair hotkey, Netuid netuid, ReadOnlyMemory<byte> payload, WaitFor waitFor, CancellationToken cancellation = default);
}
