using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Subtensor;

namespace Connito.Neuron.Tests.Support;

/// <summary>A chain in memory: blocks come when asked for, extrinsics go into the next one, every block's state is kept.</summary>
internal sealed class FakeChain : ISubtensor
{
    private readonly Lock _lock = new();
    private readonly List<State> _blocks;
    private readonly List<(Func<State, State> Apply, TaskCompletionSource<ExtrinsicOutcome> Done)> _pool = [];
    private readonly List<Channel<BlockHeader>> _followers = [];

    public FakeChain(Netuid netuid, IEnumerable<NeuronInfo> neurons)
    {
        var header = Header(0, default);
        _blocks = [new State(header, new Metagraph(netuid, header.Number, header.Hash, [.. neurons]), ImmutableDictionary<Hotkey, ChainCommitment>.Empty)];
        Netuid = netuid;
    }

    public Netuid Netuid { get; }

    /// <summary>Every commitment that was included, in order.</summary>
    public List<ChainCommitment> Committed { get; } = [];

    /// <summary>Every set of weights that was included, in order.</summary>
    public List<(Hotkey Hotkey, BlockNumber Block, WeightAllocation Weights)> WeightsSet { get; } = [];

    public ulong WeightsRateLimit { get; set; }

    /// <summary>When set, streams of heads end with it once.</summary>
    public Exception? NextHeadsFailure { get; set; }

    /// <summary>When set, the outcome of the next extrinsic, which then does nothing.</summary>
    public ExtrinsicOutcome? NextOutcome { get; set; }

    /// <summary>Extrinsics that wait for a block.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
                return _pool.Count;
        }
    }

    public BlockHeader Head
    {
        get
        {
            lock (_lock)
                return _blocks[^1].Header;
        }
    }

    /// <summary>One neuron a hotkey, uids in order.</summary>
    public static NeuronInfo Neuron(ushort uid, Hotkey hotkey, decimal stake) =>
        new(new Uid(uid), hotkey, new Coldkey(hotkey.Account), Active: true, ValidatorPermit: stake > 0, Tao.FromTao(stake));

    public BlockHeader Produce(uint count = 1)
    {
        for (uint i = 0; i < count; i++)
            ProduceOne();
        return Head;
    }

    public void ProduceTo(BlockNumber block) => Produce((uint)Math.Max(0, block - Head.Number));

    /// <summary>Cuts the streams of heads, as a lost connection does.</summary>
    public void CutStreams()
    {
        lock (_lock)
        {
            foreach (var follower in _followers)
                follower.Writer.TryComplete(new ChainConnectionException(new Uri("ws://127.0.0.1:1"), "cut"));
            _followers.Clear();
        }
    }

    public Task<BlockHeader> GetHeadAsync(CancellationToken cancellation = default) => Task.FromResult(Head);

    public Task<BlockHash> GetBlockHashAsync(BlockNumber block, CancellationToken cancellation = default) => Task.FromResult(At(block).Header.Hash);

    public async IAsyncEnumerable<BlockHeader> NewHeadsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (NextHeadsFailure is { } failure)
        {
            NextHeadsFailure = null;
            throw failure;
        }

        var channel = Channel.CreateUnbounded<BlockHeader>();
        lock (_lock)
            _followers.Add(channel);
        await foreach (var header in channel.Reader.ReadAllAsync(cancellation))
            yield return header;
    }

    public IAsyncEnumerable<BlockHeader> FinalizedHeadsAsync(CancellationToken cancellation = default) => NewHeadsAsync(cancellation);

    public Task<Metagraph> GetMetagraphAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        Task.FromResult(At(at).Metagraph);

    public Task<SubnetHyperparameters> GetHyperparametersAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        Task.FromResult(new SubnetHyperparameters
        {
            Netuid = netuid,
            Tempo = 20,
            WeightsRateLimitBlocks = WeightsRateLimit,
            MinAllowedWeights = 1,
            MaxWeightsLimit = 65535,
            WeightsVersionKey = 0,
            CommitRevealWeightsEnabled = false,
            ImmunityPeriodBlocks = 0,
            Burn = default,
            RegistrationAllowed = true,
            MaxAllowedUids = 256,
            MaxAllowedValidators = 64,
            ServingRateLimitBlocks = 0,
        });

    public Task<Tao> GetBalanceAsync(AccountId account, BlockHash? at = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Tao> GetRegistrationCostAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<ChainCommitment>> GetCommitmentsAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        Task.FromResult(At(at).Commitments.Values.OrderBy(commitment => commitment.Hotkey).ToImmutableArray());

    public Task<ImmutableArray<WeightRow>> GetWeightsAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<ExtrinsicOutcome> BurnedRegisterAsync(
        Keypair coldkey, Netuid netuid, Hotkey hotkey, WaitFor waitFor, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<ExtrinsicOutcome> ServeAxonAsync(
        Keypair hotkey, Netuid netuid, IPEndPoint endPoint, WaitFor waitFor, CancellationToken cancellation = default) =>
        SubmitAsync(state => state.WithNeuron(hotkey.Hotkey, neuron => neuron with
        {
            Axon = new AxonInfo(endPoint.Address, (ushort)endPoint.Port, 1, state.Header.Number, 4),
        }), cancellation);

    public Task<ExtrinsicOutcome> SetWeightsAsync(
        Keypair hotkey, Netuid netuid, WeightAllocation weights, ulong versionKey, WaitFor waitFor, CancellationToken cancellation = default) =>
        SubmitAsync(state =>
        {
            WeightsSet.Add((hotkey.Hotkey, state.Header.Number, weights));
            return state.WithNeuron(hotkey.Hotkey, neuron => neuron with { LastUpdate = state.Header.Number });
        }, cancellation);

    public Task<ExtrinsicOutcome> SetCommitmentAsync(
        Keypair hotkey, Netuid netuid, ReadOnlyMemory<byte> payload, WaitFor waitFor, CancellationToken cancellation = default) =>
        SubmitAsync(state =>
        {
            var commitment = new ChainCommitment(hotkey.Hotkey, state.Header.Number, [.. payload.Span]);
            Committed.Add(commitment);
            return state with { Commitments = state.Commitments.SetItem(hotkey.Hotkey, commitment) };
        }, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static BlockHeader Header(uint number, BlockHash parent) =>
        new(new BlockNumber(number), new BlockHash(SHA256.HashData(BitConverter.GetBytes(number))), parent);

    // Cancelling ends the waiting; what was submitted stays submitted.
    private Task<ExtrinsicOutcome> SubmitAsync(Func<State, State> apply, CancellationToken cancellation)
    {
        if (NextOutcome is { } outcome)
        {
            NextOutcome = null;
            return Task.FromResult(outcome);
        }

        var done = new TaskCompletionSource<ExtrinsicOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _pool.Add((apply, done));
        return done.Task.WaitAsync(cancellation);
    }

    private void ProduceOne()
    {
        lock (_lock)
        {
            var last = _blocks[^1];
            var header = Header(last.Header.Number.Value + 1, last.Header.Hash);
            var state = last with { Header = header, Metagraph = last.Metagraph with { Block = header.Number, BlockHash = header.Hash } };
            var pool = _pool.ToArray();
            _pool.Clear();
            foreach (var (apply, _) in pool)
                state = apply(state);
            _blocks.Add(state);
            foreach (var (_, done) in pool)
                done.SetResult(new ExtrinsicOutcome.Included(header.Hash, header.Number, 0));
            foreach (var follower in _followers)
                follower.Writer.TryWrite(header);
        }
    }

    private State At(BlockHash? hash)
    {
        lock (_lock)
            return hash is null ? _blocks[^1] : _blocks.Single(state => state.Header.Hash == hash);
    }

    private State At(BlockNumber block)
    {
        lock (_lock)
            return _blocks.Single(state => state.Header.Number == block);
    }

    private sealed record State(BlockHeader Header, Metagraph Metagraph, ImmutableDictionary<Hotkey, ChainCommitment> Commitments)
    {
        public State WithNeuron(Hotkey hotkey, Func<NeuronInfo, NeuronInfo> change) => this with
        {
            Metagraph = Metagraph with { Neurons = [.. Metagraph.Neurons.Select(neuron => neuron.Hotkey == hotkey ? change(neuron) : neuron)] },
        };
    }
}
