using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Scale;
using Connito.Chain.Tests.Crypto;

namespace Connito.Chain.Tests.Metadata;

public class TypeCodecTests
{
    [Fact]
    public void Recorded_values_encode_and_decode_by_type()
    {
        foreach (var row in CryptoVectors.Rows("scale.json", "values"))
        {
            var expressions = new TypeExpressions();
            var type = expressions.Of(row.Text("type"));
            var types = expressions.Build();
            var json = row.GetProperty("value");
            var value = row.Text("type") switch
            {
                "Option<u16>" or "Option<u64>" or "Option<bool>" => OptionOf(types, type, json),
                "Vec<Option<u16>>" => ScaleValue.List(json.EnumerateArray(), item => OptionOf(types, expressions.Of("Option<u16>"), item)),
                _ => JsonValues.Read(types, type, json),
            };
            AssertRoundTrip(types, type, value, row.Text("hex"));
        }
    }

    [Fact]
    public void Recorded_fixed_point_numbers_are_their_bits()
    {
        foreach (var row in CryptoVectors.Rows("scale.json", "fixed_point"))
        {
            var expressions = new TypeExpressions();
            var type = expressions.Of(row.Text("type"));
            var value = ScaleValue.Of(System.Numerics.BigInteger.Parse(row.Text("bits_integer")));
            AssertRoundTrip(expressions.Build(), type, value, row.Text("hex"));
            Assert.Equal(double.Parse(row.Text("value")), value.AsFixedPoint(row.GetProperty("fraction_bits").GetInt32()), 1e-12);
        }
    }

    [Fact]
    public void A_random_value_of_a_random_type_returns_as_it_went() => Gen.Int.Sample(
        seed =>
        {
            var random = new RandomTypes(seed);
            var types = random.Registry(count: 25);
            for (var i = 0; i < types.Types.Length; i++)
            {
                var type = new TypeId(i);
                var value = random.Value(types, type);
                var bytes = TypeEncoder.EncodeAll(types, type, value);
                Assert.Equal(value, TypeDecoder.DecodeAll(types, type, bytes));
                Assert.Equal(types.IsZeroSized(type), types.IsZeroSized(type) && bytes.Length == 0);
                Assert.Throws<ScaleFormatException>(() => TypeDecoder.DecodeAll(types, type, [.. bytes, 0]));
                for (var length = 0; length < bytes.Length; length++)
                    Assert.Throws<ScaleFormatException>(() => TypeDecoder.DecodeAll(types, type, bytes.AsSpan(0, length)));
            }
        },
        iter: 30);

    [Fact]
    public void Random_bytes_decode_or_are_refused() => Gen.Select(Gen.Int, Gen.Byte.Array[0, 60]).Sample(
        (seed, bytes) =>
        {
            var types = new RandomTypes(seed).Registry(count: 25);
            for (var i = 0; i < types.Types.Length; i++)
                DecodeOrRefuse(types, new TypeId(i), bytes);
        },
        iter: 100);

    [Theory]
    [InlineData("u8", "Lsb0", "0c05")]
    [InlineData("u8", "Msb0", "0ca0")]
    [InlineData("u16", "Lsb0", "0c0500")]
    [InlineData("u16", "Msb0", "0c00a0")]
    public void Bits_are_packed_from_the_end_that_their_order_names(string store, string order, string hex)
    {
        var expressions = new TypeExpressions();
        var bits = expressions.Define(
            "Bits", new TypeShape.BitSequence(expressions.Of(store), expressions.Define(order, new TypeShape.Composite([]))));
        AssertRoundTrip(expressions.Build(), bits, ScaleValue.List(true, false, true), hex);
    }

    [Fact]
    public void A_compact_beyond_its_type_is_refused_both_ways()
    {
        var expressions = new TypeExpressions();
        var type = expressions.Of("Compact<u16>");
        var types = expressions.Build();
        Assert.Throws<ScaleFormatException>(() => TypeEncoder.EncodeAll(types, type, 65_536));
        Assert.Throws<ScaleFormatException>(() => TypeEncoder.EncodeAll(types, type, -1));
        Assert.Throws<ScaleFormatException>(() => TypeDecoder.DecodeAll(types, type, new ScaleWriter().WriteCompact(65_536).WrittenSpan));
    }

    [Fact]
    public void Bytes_that_nest_too_deep_or_promise_too_much_are_refused()
    {
        var expressions = new TypeExpressions();
        var self = expressions.Define("Self", new TypeShape.Sequence(new TypeId(0)));
        var units = expressions.Of("Vec<()>");
        var numbers = expressions.Of("Vec<u256>");
        var bytes = expressions.Of("[u8;4000000000]");
        var manyUnits = expressions.Define("ManyUnits", new TypeShape.Array(4_000_000_000, expressions.Of("()")));
        var types = expressions.Build();

        Assert.Contains("deep", Refused(self, [.. Enumerable.Repeat((byte)4, 100_000), 0]).Message, StringComparison.Ordinal);
        Refused(units, [0xFE, 0xFF, 0xFF, 0xFF]);
        Refused(numbers, [0xFE, 0xFF, 0xFF, 0xFF, 1, 2, 3]);
        Refused(bytes, [1, 2, 3]);
        Refused(manyUnits, [1, 2, 3]);
        Assert.Equal(1000, TypeDecoder.DecodeAll(types, units, new ScaleWriter().WriteCompact(1000).WrittenSpan).Items.Length);

        ScaleFormatException Refused(TypeId type, byte[] hostile) =>
            Assert.Throws<ScaleFormatException>(() => TypeDecoder.DecodeAll(types, type, hostile));
    }

    [Fact]
    public void A_registry_that_refers_outside_or_only_to_itself_is_refused()
    {
        Assert.Throws<ScaleFormatException>(() => Registry(new TypeShape.Sequence(new TypeId(7))));
        Assert.Throws<ScaleFormatException>(() => Registry(new TypeShape.Tuple([new TypeId(0)])));
        Assert.Throws<ScaleFormatException>(() => Registry(new TypeShape.Composite([TypeExpressions.Field(null, new TypeId(0))])));

        static TypeRegistry Registry(TypeShape shape) => new([new ScaleType([], [], shape, [])]);
    }

    [Fact]
    public void Random_bytes_never_surprise_a_type_of_the_real_chain()
    {
        var types = RecordedChain.Metadata("424-v16").Types;
        var random = new Random(102);
        for (var i = 0; i < types.Types.Length; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            DecodeOrRefuse(types, new TypeId(i), bytes);
            Array.Clear(bytes);
            DecodeOrRefuse(types, new TypeId(i), bytes);
            Array.Fill(bytes, (byte)4);
            DecodeOrRefuse(types, new TypeId(i), bytes);
        }
    }

    private static void DecodeOrRefuse(TypeRegistry types, TypeId type, byte[] bytes)
    {
        try
        {
            var value = TypeDecoder.DecodeAll(types, type, bytes);
            Assert.Equal(value, TypeDecoder.DecodeAll(types, type, TypeEncoder.EncodeAll(types, type, value)));
        }
        catch (ScaleFormatException fault)
        {
            Assert.NotEmpty(fault.Problem);
        }
    }

    private static void AssertRoundTrip(TypeRegistry types, TypeId type, ScaleValue value, string hex)
    {
        Assert.Equal(hex, Convert.ToHexStringLower(TypeEncoder.EncodeAll(types, type, value)));
        Assert.Equal(value, TypeDecoder.DecodeAll(types, type, Convert.FromHexString(hex)));
    }

    private static ScaleValue OptionOf(TypeRegistry types, TypeId option, JsonElement json) => json.ValueKind == JsonValueKind.Null
        ? ScaleValue.None
        : ScaleValue.Some(JsonValues.Read(types, ((TypeShape.Variant)types[option].Shape).Cases[1].Fields[0].Type, json));
}
