using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Incentive.Emission;
using Connito.Incentive.Yuma;

namespace Connito.Incentive.Tests.Emission;

public class EmissionSplitTests
{
    private const ushort NetworkCut = 11796;

    [Fact]
    public void One_alpha_gives_the_owner_18_percent_and_halves_the_rest()
    {
        var split = EmissionSplit.OfBlock(1_000_000_000, NetworkCut);

        // 11796 / 65535 = 0.1799954; floored at each step.
        Assert.Equal(new EmissionSplit(179_995_422, 410_002_288, 410_002_290), split);
    }

    [Fact]
    public void A_block_is_divided_without_rest() =>
        Gen.Select(Gen.ULong[0, 1UL << 62], Gen.UShort).Sample((alpha, cut) =>
        {
            var split = EmissionSplit.OfBlock(alpha, cut);
            return split.Owner + split.EpochEmission == alpha && split.Miners <= split.Validators && split.Validators - split.Miners <= 2;
        });

    [Fact]
    public void An_epoch_pays_exactly_what_was_pending()
    {
        var pending = EmissionSplit.OfBlock(987_654_321, NetworkCut) + EmissionSplit.OfBlock(1_000_000_000, NetworkCut);
        var output = Epoch(pending, weighted: true);

        var payout = EpochPayout.Of(pending, output, new HashSet<Uid> { new(2) });

        Assert.Equal(pending.Owner, payout.Owner);
        Assert.Equal(0UL, payout.Miners[2]);
        Assert.InRange(payout.Burned, pending.Miners / 4 - 2, pending.Miners / 4 + 2);
        Assert.InRange(payout.Rest, 0UL, 4UL);
        Assert.Equal(pending.EpochEmission, Sum(payout.Miners) + Sum(payout.Validators) + payout.Burned + payout.Rest);
    }

    [Fact]
    public void Without_any_incentive_validators_receive_the_miners_part()
    {
        var pending = EmissionSplit.OfBlock(1_000_000_000, NetworkCut);

        var payout = EpochPayout.Of(pending, Epoch(pending, weighted: false), new HashSet<Uid>());

        Assert.Equal(0UL, Sum(payout.Miners));
        Assert.Equal(pending.EpochEmission, Sum(payout.Validators) + payout.Rest);
        Assert.InRange(payout.Rest, 0UL, 2UL);
    }

    /// <summary>Uid 0 validates and weighs miner 1 three times miner 2.</summary>
    private static YumaOutput Epoch(EmissionSplit pending, bool weighted) => YumaConsensus.Run(new YumaInput(
        new(100),
        [
            new(I64F64.From(new Tao(5)), new(90), new(1), true, weighted ? [new ChainWeight(new(1), 65535), new ChainWeight(new(2), 21845)] : [], []),
            new(default, new(0), new(1), false, [], []),
            new(default, new(0), new(1), false, [], []),
        ],
        pending.EpochEmission,
        new YumaParameters()));

    private static ulong Sum(IEnumerable<ulong> amounts) => amounts.Aggregate(0UL, (sum, amount) => sum + amount);
}
