using Connito.Chain.Primitives;

namespace Connito.Chain.Tests.Primitives;

public sealed class TaoTests
{
    [Fact]
    public void Every_amount_survives_the_way_to_tao_and_back() =>
        Gen.ULong.Sample(rao => Tao.FromTao(new Tao(rao).InTao) == new Tao(rao));

    [Fact]
    public void Amounts_never_wrap_around()
    {
        Assert.Throws<OverflowException>(() => new Tao(1) - new Tao(2));
        Assert.Throws<OverflowException>(() => new Tao(ulong.MaxValue) + new Tao(1));
        Assert.Throws<OverflowException>(() => Tao.FromTao(-1));
        Assert.Throws<OverflowException>(() => Tao.FromTao(decimal.MaxValue));
    }

    [Fact]
    public void An_amount_prints_with_nine_decimals_and_its_unit() =>
        Assert.Equal("1.000000001 TAO", new Tao(1_000_000_001).ToString());
}
