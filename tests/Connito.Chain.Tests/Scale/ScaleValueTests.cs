using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Tests.Scale;

public class ScaleValueTests
{
    [Fact]
    public void A_value_is_read_by_name_and_place()
    {
        var alice = new AccountId(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        var value = ScaleValue.Struct(
            ("netuid", new Netuid(102)), ("hotkey", new Hotkey(alice)), ("stake", ScaleValue.List(ScaleValue.Tuple(alice, Tao.FromTao(1.5m)))),
            ("axon", ScaleValue.None), ("take", ScaleValue.Some(11796)), ("name", "SN"), ("on", true));

        Assert.Equal(102, value["netuid"].AsUInt16());
        Assert.Equal(alice, value["hotkey"].AsAccountId());
        Assert.Equal(1_500_000_000UL, value["stake"][0][1].AsUInt64());
        Assert.Null(value["axon"].AsOption());
        Assert.Equal(11796u, value["take"].AsOption()!.AsUInt32());
        Assert.Equal("SN", value["name"].AsText());
        Assert.True(value["on"].AsBoolean());
        Assert.EndsWith("axon: None, take: Some(11796), name: \"SN\", on: true}", value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_than_wanted_is_a_typed_error()
    {
        ScaleValue value = -1;
        Assert.Throws<ScaleFormatException>(() => value.AsUInt64());
        Assert.Throws<ScaleFormatException>(() => value["name"]);
        Assert.Throws<ScaleFormatException>(() => value[0]);
        Assert.Throws<ScaleFormatException>(() => value.AsOption());
        Assert.Throws<ScaleFormatException>(() => ((ScaleValue)256).AsUInt8());
        Assert.Throws<ScaleFormatException>(() => ((ScaleValue)new byte[31]).AsAccountId());
        var huge = Assert.Throws<ScaleFormatException>(() => ((ScaleValue)new byte[10_000]).AsAccountId());
        Assert.True(huge.Message.Length < 200);
    }

    [Fact]
    public void Values_compare_by_content()
    {
        Assert.Equal(ScaleValue.List(1, 2, 300), new ushort[] { 1, 2, 300 });
        Assert.Equal(ScaleValue.Case("Id", new byte[] { 1 }), ScaleValue.Case("Id", new byte[] { 1 }));
        Assert.NotEqual(ScaleValue.Struct(("a", 1)), ScaleValue.Tuple(1));
        Assert.Equal(ScaleValue.Struct(("a", 1)).GetHashCode(), ScaleValue.Struct(("a", 1)).GetHashCode());
    }

    [Fact]
    public void Fixed_point_numbers_are_their_bits()
    {
        Assert.Equal(1.5, ((ScaleValue)new System.Numerics.BigInteger(27670116110564327424m)).AsFixedPoint(64));
        Assert.Equal(-0.5, ((ScaleValue)(-2147483648L)).AsFixedPoint(32));
    }
}
