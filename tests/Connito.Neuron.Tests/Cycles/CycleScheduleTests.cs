using Connito.Chain.Primitives;
using Connito.Neuron.Cycles;

namespace Connito.Neuron.Tests.Cycles;

public class CycleScheduleTests
{
    private static readonly CycleSchedule Network = new([20, 300, 10, 10, 80, 10, 50, 10, 10]);

    [Fact]
    public void Block_8081470_is_where_the_protocol_page_says()
    {
        var moment = Network.At(new BlockNumber(8081470));

        Assert.Equal(500u, Network.LengthBlocks);
        Assert.Equal(16162u, moment.Cycle.Index);
        Assert.Equal(470, moment.CycleBlock);
        Assert.Equal(CyclePhase.Merge, moment.Phase);
        Assert.Equal(6, (int)moment.Phase);
        Assert.Equal(8081430u, moment.Start.Value);
        Assert.Equal(8081479u, moment.End.Value);
        Assert.Equal(40, moment.BlocksInto);
        Assert.Equal(9, moment.BlocksRemaining);
    }

    [Fact]
    public void Every_block_lies_in_the_phase_whose_bounds_hold_it() =>
        Gen.Select(Gen.UInt[1, 40].Array[9], Gen.UInt[0, 10_000_000]).Sample((lengths, number) =>
        {
            var moment = new CycleSchedule(lengths).At(new BlockNumber(number));
            Assert.InRange(number, moment.Start.Value, moment.End.Value);
            Assert.Equal(lengths[(int)moment.Phase], moment.End.Value - moment.Start.Value + 1);
        });

    [Fact]
    public void Phases_follow_one_another_without_a_gap()
    {
        var cycle = new Cycle(3, Network);
        var phases = Enum.GetValues<CyclePhase>();
        foreach (var (earlier, later) in phases.Zip(phases.Skip(1)))
            Assert.Equal(cycle.End(earlier) + 1, cycle.Start(later));
        Assert.Equal(cycle.End(phases[^1]) + 1, cycle.Next.Start(phases[0]));
        Assert.Equal(cycle.Start(CyclePhase.MinerCommit1), cycle.Version);
        Assert.Null(new Cycle(0, Network).Previous);
    }

    [Fact]
    public void A_schedule_without_nine_phases_or_with_an_empty_one_is_refused()
    {
        Assert.Contains("9 phases, 2 lengths", Assert.Throws<ArgumentException>(() => new CycleSchedule([1, 2])).Message);
        Assert.Contains("Submission", Assert.Throws<ArgumentException>(() => new CycleSchedule([1, 1, 1, 1, 0, 1, 1, 1, 1])).Message);
    }
}
