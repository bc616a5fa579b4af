using System.Numerics;
using Connito.Chain.Scale;
using Connito.Chain.Tests.Crypto;

namespace Connito.Chain.Tests.Scale;

public class ScaleReaderTests
{
    [Fact]
    public void Recorded_compacts_are_read_and_written()
    {
        foreach (var row in CryptoVectors.Rows("scale.json", "compact"))
        {
            var value = BigInteger.Parse(row.Text("value"));
            Assert.Equal(row.Text("hex"), Convert.ToHexStringLower(new ScaleWriter().WriteCompact(value).WrittenSpan));
            var reader = new ScaleReader(row.Bytes("hex"));
            Assert.Equal(value, reader.ReadCompact());
            reader.EnsureEnd();
        }
    }

    [Fact]
    public void A_compact_that_is_not_the_shortest_or_breaks_off_is_refused()
    {
        foreach (var row in CryptoVectors.Rows("scale.json", "compact_not_canonical_or_broken"))
        {
            Assert.Throws<ScaleFormatException>(() => new ScaleReader(row.Bytes("hex")).ReadCompact());
            Assert.Throws<ScaleFormatException>(() => new ScaleReader(row.Bytes("hex")).ReadCompactU64());
        }

        Assert.Throws<ScaleFormatException>(() => new ScaleReader([0x07, 1, 0, 0, 0, 0]).ReadCompact());
        Assert.Throws<ScaleFormatException>(() => new ScaleReader([0x03, 0xFF, 0xFF, 0xFF, 0x3F]).ReadCompact());
    }

    [Fact]
    public void Any_compact_returns_as_it_went() => Gen.Select(Gen.Int[0, 535], Gen.ULong).Sample((shift, digits) =>
    {
        var value = (new BigInteger(digits) << shift) & ((BigInteger.One << 536) - 1);
        var bytes = new ScaleWriter().WriteCompact(value).ToArray();
        var reader = new ScaleReader(bytes);
        return reader.ReadCompact() == value && reader.Remaining == 0;
    });

    [Fact]
    public void A_wide_compact_is_refused_where_a_narrow_one_is_wanted()
    {
        Assert.Equal(ulong.MaxValue, new ScaleReader(new ScaleWriter().WriteCompact(ulong.MaxValue).WrittenSpan).ReadCompactU64());
        Assert.Throws<ScaleFormatException>(() => new ScaleReader(new ScaleWriter().WriteCompact((BigInteger)ulong.MaxValue + 1).WrittenSpan).ReadCompactU64());
        Assert.Throws<ScaleFormatException>(() => new ScaleReader(new ScaleWriter().WriteCompact((BigInteger)uint.MaxValue + 1).WrittenSpan).ReadCompactU32());
        Assert.Throws<ScaleFormatException>(() => new ScaleWriter().WriteCompact(-1));
        Assert.Throws<ScaleFormatException>(() => new ScaleWriter().WriteCompact(BigInteger.One << 536));
    }

    [Fact]
    public void A_length_beyond_the_bytes_is_refused_before_anything_is_made()
    {
        Assert.Throws<ScaleFormatException>(() => new ScaleReader([0xFE, 0xFF, 0xFF, 0xFF, 1, 2, 3]).ReadByteVector().Length);
        Assert.Throws<ScaleFormatException>(() => new ScaleReader([0x0C, 1, 2, 3, 4, 5]).ReadLength(itemBytes: 2));
        Assert.Equal(2, new ScaleReader([0x08, 1, 2, 3, 4, 5]).ReadLength(itemBytes: 2));
    }

    [Fact]
    public void Text_is_utf8_and_a_boolean_is_0_or_1()
    {
        Assert.Equal("hello é", new ScaleReader(new ScaleWriter().WriteString("hello é").WrittenSpan).ReadString());
        Assert.Throws<ScaleFormatException>(() => new ScaleReader([0x08, 0xC3, 0x28]).ReadString());
        Assert.Throws<ScaleFormatException>(() => new ScaleReader([2]).ReadBoolean());
    }

    [Fact]
    public void Integers_have_the_bounds_of_their_width() => Gen.Select(Gen.Int[0, 5], Gen.Bool, Gen.Int[-1, 1]).Sample((log, signed, step) =>
    {
        var bits = 8 << log;
        foreach (var edge in new[] { BigInteger.Zero, BigInteger.One << (bits - 1), BigInteger.One << bits, -(BigInteger.One << (bits - 1)) })
        {
            var value = edge + step;
            var fits = signed
                ? value >= -(BigInteger.One << (bits - 1)) && value < BigInteger.One << (bits - 1)
                : value >= 0 && value < BigInteger.One << bits;
            try
            {
                var bytes = new ScaleWriter().WriteInteger(value, bits / 8, signed).ToArray();
                Assert.True(fits && bytes.Length == bits / 8 && new ScaleReader(bytes).ReadInteger(bits / 8, signed) == value);
            }
            catch (ScaleFormatException)
            {
                Assert.False(fits);
            }
        }
    });
}
