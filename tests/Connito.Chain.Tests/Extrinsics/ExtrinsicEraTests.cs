using Connito.Chain.Extrinsics;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Chain.Tests.Crypto;

namespace Connito.Chain.Tests.Extrinsics;

public class ExtrinsicEraTests
{
    [Fact]
    public void Every_recorded_era_has_its_bytes_and_its_blocks()
    {
        foreach (var row in CryptoVectors.Rows("extrinsics.json", "eras"))
        {
            var current = new BlockNumber(row.GetProperty("current_block").GetUInt32());
            var era = ExtrinsicEra.At(current, row.GetProperty("period_asked").GetInt32());
            Assert.Equal(row.GetProperty("period").GetInt32(), era.Period);
            Assert.Equal(row.Text("bytes"), Convert.ToHexStringLower(era.Encode()));
            Assert.Equal(row.GetProperty("birth_block").GetUInt32(), era.BirthBlock(current).Value);
            Assert.Equal(row.GetProperty("death_block").GetUInt32(), era.DeathBlock(current).Value);
            Assert.Equal(era, ExtrinsicEra.Decode(era.Encode()));
        }
    }

    [Fact]
    public void An_era_holds_the_block_it_was_made_at() =>
        Gen.Select(Gen.UInt[0, 4_000_000_000], Gen.Int[-5, 100_000]).Sample((block, period) =>
        {
            var current = new BlockNumber(block);
            var era = ExtrinsicEra.At(current, period);
            return era.BirthBlock(current).Value <= block && block < era.DeathBlock(current).Value
                && era.Period >= Math.Min(period, 65_536) && ExtrinsicEra.Decode(era.Encode()) == era;
        });

    [Fact]
    public void An_immortal_era_is_one_zero() => Assert.Equal(ExtrinsicEra.Immortal, ExtrinsicEra.Decode(ExtrinsicEra.Immortal.Encode()));

    [Theory]
    [InlineData("")]
    [InlineData("b6")]
    [InlineData("0000")]
    [InlineData("b60300")]
    [InlineData("1000")]
    [InlineData("41ff")]
    public void Other_bytes_are_refused(string hex) =>
        Assert.Throws<ScaleFormatException>(() => ExtrinsicEra.Decode(Convert.FromHexString(hex)));
}
