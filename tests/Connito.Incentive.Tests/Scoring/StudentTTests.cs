using Connito.Incentive.Scoring;

namespace Connito.Incentive.Tests.Scoring;

public class StudentTTests
{
    // The printed tables of the distribution; the last row is the normal distribution's limit.
    [Theory]
    [InlineData(0.95, 1, 6.313752)]
    [InlineData(0.95, 2, 2.919986)]
    [InlineData(0.95, 3, 2.353363)]
    [InlineData(0.95, 10, 1.812461)]
    [InlineData(0.95, 30, 1.697261)]
    [InlineData(0.975, 5, 2.570582)]
    [InlineData(0.99, 3, 4.540703)]
    [InlineData(0.5, 4, 0)]
    [InlineData(0.95, 1_000_000, 1.644855)]
    public void Quantiles_are_those_of_the_tables(double probability, int degrees, double quantile) =>
        Assert.Equal(quantile, StudentT.Quantile(probability, degrees), 5);

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_outside_its_range_is_refused(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(probability, 3));
}
