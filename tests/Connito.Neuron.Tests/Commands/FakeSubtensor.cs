using System.Collections.Immutable;
using System.Net;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;

namespace Connito.Neuron.Tests.Commands;

/// <summary>A chain with one subnet, for what commands ask.</summary>
internal sealed class FakeSubtensor : ISubtensor
{
    public static readonly Hotkey Alice = Hotkey.Parse("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");

    /// <summary>Rows, by uid.</summary>
    public List<NeuronInfo> Neurons { get; } =
    [
        new(new Uid(0), Alice, new Coldkey(Alice.Account), Active: true, ValidatorPermit: true, Tao.FromTao(1234.5m))
        {
            ValidatorTrust = 0.75, Dividends = 1, Emission = Tao.FromTao(0.41m), LastUpdate = new BlockNumber(90),
            Axon = new AxonInfo(IPAddress.Parse("192.0.2.7"), 8091, 1, new BlockNumber(80), 4),
        },
    ];

    public Tao Cost { get; init; } = Tao.FromTao(0.5m);

    public Tao Balance { get; init; } = Tao.FromTao(10);

    /// <summary>What a registration comes to; on success the hotkey takes the next slot.</summary>
    public ExtrinsicOutcome Outcome { get; init; } = new ExtrinsicOutcome.Included(default, new BlockNumber(101), 1);

    /// <summary>Whether every question ends like one to a node that is not there.</summary>
    public bool IsUnreachable { get; init; }

    public int Registrations { get; private set; }

    public bool IsDisposed { get; private set; }

    public Task<BlockHeader> GetHeadAsync(CancellationToken cancellation = default) =>
        IsUnreachable ? throw new ChainException("nobody answers") : Task.FromResult(new BlockHeader(new BlockNumber(100), default, default));

    public Task<Metagraph> GetMetagraphAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return netuid.Value == 102
            ? Task.FromResult(new Metagraph(netuid, new BlockNumber(100), default, [.. Neurons]))
            : throw new ChainException($"Subnet {netuid} does not exist.");
    }

    public Task<Tao> GetBalanceAsync(AccountId account, BlockHash? at = null, CancellationToken cancellation = default) => Task.FromResult(Balance);

    public Task<Tao> GetRegistrationCostAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) => Task.FromResult(Cost);

    public Task<ExtrinsicOutcome> BurnedRegisterAsync(
        Keypair coldkey, Netuid netuid, Hotkey hotkey, WaitFor waitFor, CancellationToken cancellation = default)
    {
        Registrations++;
        if (Outcome.IsSuccess)
            Neurons.Add(new NeuronInfo(new Uid((ushort)Neurons.Count), hotkey, coldkey.Coldkey, Active: false, ValidatorPermit: false, default));
        return Task.FromResult(Outcome);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    public Task<BlockHash> GetBlockHashAsync(BlockNumber block, CancellationToken cancellation = default) => throw new NotSupportedException();

    public IAsyncEnumerable<BlockHeader> NewHeadsAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    public IAsyncEnumerable<BlockHeader> FinalizedHeadsAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<SubnetHyperparameters> GetHyperparametersAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<ChainCommitment>> GetCommitmentsAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<WeightRow>> GetWeightsAsync(Netuid netuid, BlockHash? at = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<ExtrinsicOutcome> ServeAxonAsync(
        Keypair hotkey, Netuid netuid, IPEndPoint endPoint, WaitFor waitFor, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<ExtrinsicOutcome> SetWeightsAsync(
        Keypair hotkey, Netuid netuid, WeightAllocation weights, ulong versionKey, WaitFor waitFor, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<ExtrinsicOutcome> SetCommitmentAsync(
        Keypair hotkey, Netuid netuid, ReadOnlyMemory<byte> payload, WaitFor waitFor, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
