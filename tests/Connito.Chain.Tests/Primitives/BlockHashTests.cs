using Connito.Chain.Primitives;

namespace Connito.Chain.Tests.Primitives;

public sealed class BlockHashTests
{
    private const string Finney = "0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03";

    [Fact]
    public void A_hash_prints_as_it_was_read() => Assert.Equal(Finney, BlockHash.Parse(Finney).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03")]
    [InlineData("0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c0")]
    [InlineData("0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c0g")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(BlockHash.TryParse(text, out _));
        Assert.Throws<ChainException>(() => BlockHash.Parse(text));
    }
}
