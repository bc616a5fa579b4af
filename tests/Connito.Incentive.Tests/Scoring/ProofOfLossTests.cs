using Connito.Incentive.Scoring;

namespace Connito.Incentive.Tests.Scoring;

public class ProofOfLossTests
{
    [Fact]
    public void A_lower_loss_never_scores_less() =>
        Gen.Select(Gen.Double[0, 12], Gen.Double[0, 12], Gen.Double[0, 12]).Sample((baseline, a, b) =>
            ProofOfLoss.Score(baseline, Math.Min(a, b)) >= ProofOfLoss.Score(baseline, Math.Max(a, b)));

    [Fact]
    public void A_miner_that_misses_the_baseline_scores_zero() => Assert.Equal(0, ProofOfLoss.Score(2, 2.5));

    [Fact]
    public void A_gain_scores_its_power_of_six_fifths() => Assert.Equal(Math.Pow(0.25, 1.2), ProofOfLoss.Score(2.5, 2.25), 12);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity)]
    public void A_loss_that_is_not_finite_scores_zero(double loss) => Assert.Equal(0, ProofOfLoss.Score(2, loss));
}
