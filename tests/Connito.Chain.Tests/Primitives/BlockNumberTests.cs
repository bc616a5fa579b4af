using Connito.Chain.Primitives;

namespace Connito.Chain.Tests.Primitives;

public sealed class BlockNumberTests
{
    [Fact]
    public void Blocks_are_counted_both_ways()
    {
        var block = new BlockNumber(100);
        Assert.Equal(new BlockNumber(107), block + 7);
        Assert.Equal(new BlockNumber(93), block - 7);
        Assert.Equal(-7, block - new BlockNumber(107));
        Assert.True(block < new BlockNumber(101));
    }

    [Fact]
    public void A_block_number_never_wraps_around()
    {
        Assert.Throws<OverflowException>(() => new BlockNumber(1) - 2);
        Assert.Throws<OverflowException>(() => new BlockNumber(uint.MaxValue) + 1);
    }
}
