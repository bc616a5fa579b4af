using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using Connito.Chain.Primitives;

namespace Connito.Chain.Scale;

public abstract partial record ScaleValue
{
    /// <summary>The field of that name in a struct or in an enum's case.</summary>
    /// <exception cref="ScaleFormatException">There is no such field.</exception>
    public ScaleValue this[string name] => FieldsOrNull?.Find(name) ?? throw Wanted($"a value with the field {name}");

    /// <summary>The item of a vector, or the field at that place of a tuple, a struct or an enum's case.</summary>
    /// <exception cref="ScaleFormatException">There is no such place.</exception>
    public ScaleValue this[int place] => (uint)place < (uint)Items.Length ? Items[place] : throw Wanted($"a value with {place + 1} items");

    /// <summary>The items of a vector, or the fields of a tuple, a struct or an enum's case; empty for any other value.</summary>
    public ImmutableArray<ScaleValue> Items => this switch
    {
        Sequence(var items) => items,
        _ => FieldsOrNull?.Values ?? [],
    };

    /// <summary>The value is the option without a value.</summary>
    public bool IsNone => this is Variant { Name: "None" };

    private Composite? FieldsOrNull => this switch
    {
        Composite composite => composite,
        Variant variant => variant.Fields,
        _ => null,
    };

    /// <summary>An option's value, or null for None.</summary>
    /// <exception cref="ScaleFormatException">The value is no option.</exception>
    public ScaleValue? AsOption() => this switch
    {
        Variant { Name: "None" } => null,
        Variant { Name: "Some" } some => some.Inner,
        _ => throw Wanted("an option"),
    };

    /// <summary>The case of an enum.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind.</exception>
    public Variant AsVariant() => this as Variant ?? throw Wanted("a case of an enum");

    /// <summary>The boolean.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind.</exception>
    public bool AsBoolean() => this is Bool(var value) ? value : throw Wanted("a boolean");

    /// <summary>The integer, of any size; of a fixed-point number, its bits.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind.</exception>
    public BigInteger AsBigInteger() => this is Number(var value) ? value : throw Wanted("an integer");

    /// <summary>The integer.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind, or does not fit.</exception>
    public byte AsUInt8() => (byte)AsUnsigned(byte.MaxValue);

    /// <summary>The integer.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind, or does not fit.</exception>
    public ushort AsUInt16() => (ushort)AsUnsigned(ushort.MaxValue);

    /// <summary>The integer.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind, or does not fit.</exception>
    public uint AsUInt32() => (uint)AsUnsigned(uint.MaxValue);

    /// <summary>The integer.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind, or does not fit.</exception>
    public ulong AsUInt64() => (ulong)AsUnsigned(ulong.MaxValue);

    /// <summary>The integer.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind, or does not fit.</exception>
    public UInt128 AsUInt128() => (UInt128)AsUnsigned(UInt128.MaxValue);

    /// <summary>A fixed-point number, rounded to a double.</summary>
    /// <param name="fractionBits">Bits after the point: 64 for U64F64, 32 for I32F32 and U96F32.</param>
    /// <exception cref="ScaleFormatException">The value is of another kind.</exception>
    public double AsFixedPoint(int fractionBits) => Math.ScaleB((double)AsBigInteger(), -fractionBits);

    /// <summary>The text, of type <c>str</c> or as UTF-8 bytes; what is no UTF-8 becomes U+FFFD.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind.</exception>
    public string AsText() => this switch
    {
        Text(var text) => text,
        Bytes(var bytes) => Encoding.UTF8.GetString(bytes.AsSpan()),
        _ => throw Wanted("a text"),
    };

    /// <summary>The bytes of a vector or array of <c>u8</c>.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind.</exception>
    public ImmutableArray<byte> AsBytes() => this is Bytes(var bytes) ? bytes : throw Wanted("bytes");

    /// <summary>The account of 32 bytes.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind or length.</exception>
    public AccountId AsAccountId() => new(As32Bytes("an account"));

    /// <summary>The hash of 32 bytes.</summary>
    /// <exception cref="ScaleFormatException">The value is of another kind or length.</exception>
    public BlockHash AsBlockHash() => new(As32Bytes("a hash"));

    private ReadOnlySpan<byte> As32Bytes(string what) =>
        this is Bytes({ Length: 32 } bytes) ? bytes.AsSpan() : throw Wanted($"{what} of 32 bytes");

    private BigInteger AsUnsigned(BigInteger most) =>
        this is Number(var value) && value.Sign >= 0 && value <= most ? value : throw Wanted($"an integer of 0 to {most}");

    /// <summary>The start of the printed value, for messages.</summary>
    internal string Shortened()
    {
        var text = ToString();
        return text.Length > 100 ? $"{text[..100]}…" : text;
    }

    private ScaleFormatException Wanted(string what) => new($"{char.ToUpperInvariant(what[0])}{what[1..]} wanted; {Shortened()} came.");
}
