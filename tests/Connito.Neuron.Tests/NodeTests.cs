using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Cycles;
using Connito.Neuron.Miner;
using Connito.Neuron.Telemetry;
using Connito.Neuron.Tests.Support;
using Connito.Neuron.Validator;
using Microsoft.Extensions.DependencyInjection;

namespace Connito.Neuron.Tests;

/// <summary>Miners and validators with all their parts, over axons on loopback, on a chain in memory.</summary>
[Trait("Speed", "Slow")]
public sealed class NodeTests : IAsyncDisposable
{
    private readonly FakeChain _chain = new(
        new Netuid(TestProfile.Tiny.Netuid), TestSubnet.Keys.Select((key, uid) => FakeChain.Neuron((ushort)uid, key.Hotkey, uid < 2 ? 5000 : 0)));

    private readonly TestSubnet _subnet;

    public NodeTests()
    {
        _subnet = new TestSubnet(() => _chain.Head.Number, () => _chain.Produce(), () => Task.FromResult<ISubtensor>(_chain));
        _chain.ProduceTo(new Cycle(1, _subnet.Schedule).Start(CyclePhase.Distribute) - 6);
    }

    [Fact]
    public async Task Two_validators_and_three_miners_play_two_cycles()
    {
        await StartAllAsync();

        await _subnet.PlayToAsync(3, CyclePhase.Train);

        foreach (var rounds in _subnet.Validators.Select(Rounds))
        {
            Assert.Equal([1u, 2u], rounds.Select(round => round.Cycle));
            foreach (var round in rounds)
            {
                Assert.All(round.Miners.Where(miner => miner.Uid != 4), miner => Assert.Equal("evaluated", miner.Outcome));
                Assert.StartsWith("unchanged", round.Miners.Single(miner => miner.Uid == 4).Reason);
                Assert.True(round.Miners.Single(miner => miner.Uid == 2).Score > round.Miners.Single(miner => miner.Uid == 3).Score);
                Assert.NotNull(round.WeightsBlock);
            }

            Assert.True(rounds[1].BaselineLoss < rounds[0].BaselineLoss);
        }

        // Both made the same model, and the miners took it.
        Assert.Single(_subnet.Validators.Select(validator => Rounds(validator)[0].NextBaseline).Distinct());
        Assert.All(_subnet.Miners, miner => Assert.NotEqual(0u, miner.Get<NeuronStatus>().Baseline!.Version));
        Assert.All(_chain.WeightsSet, set => Assert.DoesNotContain(set.Weights.Shares, share => share.Uid.Value is 0 or 1 or 4));
        Assert.Equal(4, _chain.WeightsSet.Count);
        AssertEachCommittedOnce(1, 2);
    }

    [Theory]
    [InlineData(2, nameof(CyclePhase.Train), 10)]
    [InlineData(2, nameof(CyclePhase.MinerCommit1), 1)]
    [InlineData(2, nameof(CyclePhase.MinerCommit2), 1)]
    [InlineData(0, nameof(CyclePhase.MinerCommit1), 2)]
    [InlineData(0, nameof(CyclePhase.Submission), 2)]
    [InlineData(0, nameof(CyclePhase.Merge), 2)]
    [InlineData(0, nameof(CyclePhase.ValidatorCommit1), 1)]
    [InlineData(0, nameof(CyclePhase.ValidatorCommit2), 1)]
    public async Task A_neuron_that_ends_in_a_phase_and_begins_again_loses_and_repeats_nothing(int index, string phase, uint blocksInto)
    {
        await StartAllAsync();
        await _subnet.PlayToAsync(new Cycle(1, _subnet.Schedule).Start(Enum.Parse<CyclePhase>(phase)) + blocksInto);

        await _subnet[index].KillAsync();
        await _subnet.StartAsync(index, steps: 12);
        await _subnet.PlayToAsync(2, CyclePhase.Train);

        Assert.Equal(2, _chain.WeightsSet.Count);
        AssertEachCommittedOnce(1);
        foreach (var validator in _subnet.Validators)
        {
            Assert.Equal(1u, validator.Find(1, ValidatorStage.Merge, ValidatorJson.Default.MergeRecord)!.Next.Version / _subnet.Schedule.LengthBlocks);
            Assert.True(validator.Find(1, ValidatorStage.Scores, ValidatorJson.Default.ScoresRecord)!.Miners.Single(miner => miner.Uid == 2).Score > 0);
        }

        Assert.Single(_subnet.Validators
            .Select(validator => validator.Find(1, ValidatorStage.Merge, ValidatorJson.Default.MergeRecord)!.Next.Hash).Distinct());
    }

    [Fact]
    public async Task A_validator_that_was_away_takes_the_baseline_of_the_greater_stake_and_agrees_from_then_on()
    {
        await StartAllAsync();
        await _subnet.PlayToAsync(1, CyclePhase.Submission);
        await _subnet[1].KillAsync();
        await _subnet.PlayToAsync(2, CyclePhase.Distribute);

        await _subnet.StartAsync(1);
        await _subnet.PlayToAsync(3, CyclePhase.Train);

        var taken = _subnet[1].Find(2, ValidatorStage.Baseline, ValidatorJson.Default.HeldBaseline)!;
        Assert.Equal("uid 0", taken.Origin);
        Assert.Equal(_subnet[0].Find(1, ValidatorStage.Merge, ValidatorJson.Default.MergeRecord)!.Next.Hash, taken.Hash);
        Assert.NotNull(taken.Momentum);
        Assert.Single(_subnet.Validators
            .Select(validator => validator.Find(2, ValidatorStage.Merge, ValidatorJson.Default.MergeRecord)!.Next.Hash).Distinct());
    }

    [Fact]
    public async Task Weights_wait_for_the_chains_rate_limit()
    {
        _chain.WeightsRateLimit = 80;
        await StartAllAsync();
        await _subnet.PlayToAsync(3, CyclePhase.Distribute);
        foreach (var sets in _chain.WeightsSet.GroupBy(set => set.Hotkey))
        {
            Assert.Equal(2, sets.Count());
            Assert.True(sets.Last().Block - sets.First().Block > 80);
        }
    }

    public ValueTask DisposeAsync() => _subnet.DisposeAsync();

    private async Task StartAllAsync()
    {
        await _subnet.StartValidatorsAsync();
        await _subnet.StartAsync(2, steps: 12);
        await _subnet.StartAsync(3, steps: 3);
        await _subnet.StartAsync(4, configure: services => services.AddSingleton<IShardProducer, BaselineCopier>());
    }

    private static RoundStatus[] Rounds(TestNeuron validator) => [.. validator.Get<NeuronStatus>().Report().Rounds];

    // Two commitments a miner and cycle, three a validator.
    private void AssertEachCommittedOnce(params uint[] cycles)
    {
        foreach (uint cycle in cycles)
        {
            var made = _chain.Committed.Where(commitment => _subnet.Schedule.CycleAt(commitment.Block).Index == cycle).CountBy(commitment => commitment.Hotkey);
            Assert.All(made, count => Assert.Equal(TestSubnet.Keys[0].Hotkey == count.Key || TestSubnet.Keys[1].Hotkey == count.Key ? 3 : 2, count.Value));
            Assert.Equal(5, made.Count());
        }
    }
}
