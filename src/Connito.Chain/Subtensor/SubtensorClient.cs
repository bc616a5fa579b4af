using System.Collections.Immutable;
using System.Net;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Chain.Subtensor;

/// <summary>The Bittensor chain by a node's JSON-RPC, encoded and decoded by what the node's runtime says of itself.</summary>
public sealed class SubtensorClient : ISubtensor
{
    private readonly RpcClient _rpc;
    private readonly RuntimeCache _runtimes;
    private readonly HeadReader _heads;
    private readonly ExtrinsicSubmitter _submitter;

    private SubtensorClient(RpcClient rpc, BlockHash genesis, SubtensorOptions options, ILogger logger, TimeProvider time)
    {
        GenesisHash = genesis;
        _rpc = rpc;
        _runtimes = new RuntimeCache(rpc, genesis, logger);
        _heads = new HeadReader(rpc);
        var inclusions = new InclusionReader(rpc, _runtimes);
        var search = new ExtrinsicSearch(_heads, inclusions, rpc, _runtimes);
        _submitter = new ExtrinsicSubmitter(rpc, _runtimes, new ExtrinsicTracker(inclusions, search, logger), options, logger, time);
    }

    /// <summary>The chain's first block: which chain this is.</summary>
    public BlockHash GenesisHash { get; }

    /// <summary>Connects to a node with the settings' defaults, and without a log.</summary>
    /// <exception cref="ChainConnectionException">No node answered in time.</exception>
    public static Task<SubtensorClient> ConnectAsync(Uri endpoint, CancellationToken cancellation = default) =>
        ConnectAsync(new SubtensorOptions { Endpoint = endpoint }, NullLoggerFactory.Instance, TimeProvider.System, cancellation);

    /// <summary>Connects to a node, and stays connected until disposed.</summary>
    /// <exception cref="ChainConnectionException">No node answered in time.</exception>
    public static async Task<SubtensorClient> ConnectAsync(
        SubtensorOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellation = default)
    {
        var logger = loggers.CreateLogger<SubtensorClient>();
        var rpc = await RpcClient.ConnectAsync(options.Checked().Endpoint, options.Rpc, logger, time, cancellation);
        try
        {
            var genesis = await new HeadReader(rpc).HashAtAsync(new(0), cancellation);
            return new SubtensorClient(rpc, genesis, options, logger, time);
        }
        catch
        {
            await rpc.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<BlockHeader> GetHeadAsync(CancellationToken cancellation = default) => _heads.BestAsync(cancellation);

    /// <inheritdoc/>
    public Task<BlockHash> GetBlockHashAsync(BlockNumber block, CancellationToken cancellation = default) =>
        _heads.HashAtAsync(block, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<BlockHeader> NewHeadsAsync(CancellationToken cancellation = default) =>
        _heads.FollowAsync(SubscriptionMethods.NewHeads, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<BlockHeader> FinalizedHeadsAsync(CancellationToken cancellation = default) =>
        _heads.FollowAsync(SubscriptionMethods.FinalizedHeads, cancellation);

    /// <inheritdoc/>
    public async Task<Metagraph> GetMetagraphAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default)
    {
        var state = await StateAsync(at, cancellation);
        var columns = SelectiveMetagraph.IsOffered(state.Runtime)
            ? await SelectiveMetagraph.ReadAsync(state, netuid, cancellation)
            : await StoredMetagraph.ReadAsync(state, netuid, cancellation);
        return new(netuid, columns.Block, state.Block, columns.ToNeurons());
    }

    /// <inheritdoc/>
    public async Task<SubnetHyperparameters> GetHyperparametersAsync(
        Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        await HyperparameterReader.ReadAsync(await StateAsync(at, cancellation), netuid, cancellation);

    /// <inheritdoc/>
    public async Task<Tao> GetBalanceAsync(AccountId account, BlockHash? at = null, CancellationToken cancellation = default)
    {
        var state = await StateAsync(at, cancellation);
        var value = await state.GetAsync(new("System", "Account", account), cancellation);
        return new(value!["data"]["free"].AsUInt64());
    }

    /// <inheritdoc/>
    public async Task<Tao> GetRegistrationCostAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default)
    {
        var state = await StateAsync(at, cancellation);
        var value = await state.GetAsync(new(StoredMetagraph.Pallet, "Burn", netuid), cancellation);
        return new(value!.AsUInt64());
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ChainCommitment>> GetCommitmentsAsync(
        Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        await CommitmentReader.ReadAsync(await StateAsync(at, cancellation), netuid, cancellation);

    /// <inheritdoc/>
    public async Task<ImmutableArray<WeightRow>> GetWeightsAsync(
        Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default)
    {
        var state = await StateAsync(at, cancellation);
        var rows = await state.GetMapAsync(new(StoredMetagraph.Pallet, "Weights", netuid), cancellation);
        return
        [
            .. from row in rows
               let validator = new Uid(row.Keys[1].AsUInt16())
               orderby validator
               select new WeightRow(
                   validator, [.. row.Value.Items.Select(entry => new ChainWeight(new(entry[0].AsUInt16()), entry[1].AsUInt16()))]),
        ];
    }

    /// <inheritdoc/>
    public Task<ExtrinsicOutcome> BurnedRegisterAsync(
        Keypair coldkey, Netuid netuid, Hotkey hotkey, WaitFor waitFor, CancellationToken cancellation = default) =>
        _submitter.SubmitAsync(coldkey, runtime => SubtensorCalls.BurnedRegister(runtime, netuid, hotkey), waitFor, cancellation);

    /// <inheritdoc/>
    public Task<ExtrinsicOutcome> ServeAxonAsync(
        Keypair hotkey, Netuid netuid, IPEndPoint endPoint, WaitFor waitFor, CancellationToken cancellation = default) =>
        _submitter.SubmitAsync(hotkey, runtime => SubtensorCalls.ServeAxon(runtime, netuid, endPoint), waitFor, cancellation);

    /// <inheritdoc/>
    public Task<ExtrinsicOutcome> SetWeightsAsync(
        Keypair hotkey, Netuid netuid, WeightAllocation weights, ulong versionKey, WaitFor waitFor,
        CancellationToken cancellation = default) =>
        _submitter.SubmitAsync(hotkey, runtime => SubtensorCalls.SetWeights(runtime, netuid, weights, versionKey), waitFor, cancellation);

    /// <inheritdoc/>
    public Task<ExtrinsicOutcome> SetCommitmentAsync(
        Keypair hotkey, Netuid netuid, ReadOnlyMemory<byte> payload, WaitFor waitFor, CancellationToken cancellation = default) =>
        _submitter.SubmitAsync(hotkey, runtime => SubtensorCalls.SetCommitment(runtime, netuid, payload), waitFor, cancellation);

    /// <summary>Ends the connection, and all that waits on it.</summary>
    public ValueTask DisposeAsync() => _rpc.DisposeAsync();

    private async Task<ChainState> StateAsync(BlockHash? at, CancellationToken cancellation)
    {
        var block = at ?? await _heads.BestHashAsync(cancellation);
        return new(_rpc, await _runtimes.AtAsync(block, cancellation), block);
    }
}
