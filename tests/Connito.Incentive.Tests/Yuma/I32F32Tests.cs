using Connito.Incentive.Yuma;

namespace Connito.Incentive.Tests.Yuma;

public class I32F32Tests
{
    [Fact]
    public void Products_are_the_runtimes() =>
        Assert.All(YumaVectors.FixedPoint("mul"), row => Assert.Equal(row[2], (new I32F32(row[0]) * new I32F32(row[1])).Bits));

    [Fact]
    public void Quotients_are_the_runtimes() =>
        Assert.All(YumaVectors.FixedPoint("div"), row => Assert.Equal(row[2], (new I32F32(row[0]) / new I32F32(row[1])).Bits));

    [Fact]
    public void Exponentials_are_the_runtimes() =>
        Assert.All(YumaVectors.FixedPoint("exp"), row => Assert.Equal(row[1], I32F32.Exp(new I32F32(row[0])).Bits));

    [Fact]
    public void Arithmetic_saturates_instead_of_wrapping()
    {
        var (greatest, least) = (new I32F32(long.MaxValue), new I32F32(long.MinValue));

        Assert.Equal(greatest, greatest + I32F32.One);
        Assert.Equal(least, least - I32F32.One);
        Assert.Equal(greatest, -least);
        Assert.Equal(greatest, greatest / new I32F32(1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1L << 32, 65535)]
    [InlineData(1L << 40, 65535)]
    [InlineData(-1, 0)]
    [InlineData((1L << 32) - 1, 65534)]
    public void A_proportion_is_floored_and_stays_within_16_bits(long bits, int proportion) =>
        Assert.Equal(proportion, new I32F32(bits).ToProportion());

    [Fact]
    public void A_share_of_an_amount_never_exceeds_it() =>
        Gen.Select(Gen.Long[0, 1L << 32], Gen.ULong).Sample((bits, amount) => new I32F32(bits).ShareOf(amount) <= amount);
}
