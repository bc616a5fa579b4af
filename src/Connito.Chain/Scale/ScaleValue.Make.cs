using System.Collections.Immutable;
using System.Numerics;
using Connito.Chain.Primitives;

namespace Connito.Chain.Scale;

public abstract partial record ScaleValue
{
    private static readonly Bool True = new(true);
    private static readonly Bool False = new(false);
    private static readonly ImmutableArray<Number> SmallNumbers = [.. Enumerable.Range(0, 256).Select(value => new Number(value))];

    /// <summary>The value of no bytes.</summary>
    public static ScaleValue Empty { get; } = new Unit();

    /// <summary>The option without a value.</summary>
    public static ScaleValue None { get; } = new Variant("None", Composite.NoFields);

    /// <summary>The option with a value.</summary>
    public static ScaleValue Some(ScaleValue value) => Case("Some", value);

    /// <summary>Some of the value, or None for null.</summary>
    public static ScaleValue Option(ScaleValue? value) => value is null ? None : Some(value);

    /// <summary>A case of an enum whose fields have no names.</summary>
    public static ScaleValue Case(string name, params ReadOnlySpan<ScaleValue> fields) =>
        new Variant(name, fields.IsEmpty ? Composite.NoFields : new Composite([], [.. fields]));

    /// <summary>A case of an enum whose fields have names.</summary>
    public static ScaleValue Case(string name, params ReadOnlySpan<(string Name, ScaleValue Value)> fields) => new Variant(name, Named(fields));

    /// <summary>A struct; the fields may stand in any order.</summary>
    public static ScaleValue Struct(params ReadOnlySpan<(string Name, ScaleValue Value)> fields) => Named(fields);

    /// <summary>A tuple; also a struct's fields in order, without their names.</summary>
    public static ScaleValue Tuple(params ReadOnlySpan<ScaleValue> values) => values.IsEmpty ? Empty : new Composite([], [.. values]);

    /// <summary>A vector or an array.</summary>
    public static ScaleValue List(params IEnumerable<ScaleValue> items) => new Sequence([.. items]);

    /// <summary>A vector of what <paramref name="convert"/> makes of each item.</summary>
    public static ScaleValue List<T>(IEnumerable<T> items, Func<T, ScaleValue> convert) => new Sequence([.. items.Select(convert)]);

    /// <summary>The account as the runtime's MultiAddress, which calls of Balances and Proxy take.</summary>
    public static ScaleValue Address(AccountId account) => Case("Id", account);

    internal static ScaleValue Of(BigInteger value) =>
        value.Sign >= 0 && value < SmallNumbers.Length ? SmallNumbers[(int)value] : new Number(value);

    internal static ScaleValue Of(ulong value) => value < (ulong)SmallNumbers.Length ? SmallNumbers[(int)value] : new Number(value);

    internal static Composite Named(params ReadOnlySpan<(string Name, ScaleValue Value)> fields)
    {
        var names = ImmutableArray.CreateBuilder<string>(fields.Length);
        var values = ImmutableArray.CreateBuilder<ScaleValue>(fields.Length);
        foreach (var (name, value) in fields)
        {
            names.Add(name);
            values.Add(value);
        }

        return new Composite(names.MoveToImmutable(), values.MoveToImmutable());
    }

    /// <summary>A boolean.</summary>
    public static implicit operator ScaleValue(bool value) => value ? True : False;

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(byte value) => Of((ulong)value);

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(ushort value) => Of((ulong)value);

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(int value) => Of((BigInteger)value);

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(uint value) => Of((ulong)value);

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(long value) => Of((BigInteger)value);

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(ulong value) => Of(value);

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(UInt128 value) => Of((BigInteger)value);

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(BigInteger value) => Of(value);

    /// <summary>A text of type <c>str</c>; for a <c>Vec&lt;u8&gt;</c> give its bytes.</summary>
    public static implicit operator ScaleValue(string value) => new Text(value);

    /// <summary>A vector or array of <c>u8</c>.</summary>
    public static implicit operator ScaleValue(byte[] value) => new Bytes([.. value]);

    /// <summary>A vector or array of <c>u8</c>.</summary>
    public static implicit operator ScaleValue(ImmutableArray<byte> value) => new Bytes(value);

    /// <summary>A vector or array of <c>u8</c>.</summary>
    public static implicit operator ScaleValue(ReadOnlySpan<byte> value) => new Bytes([.. value]);

    /// <summary>A vector of integers.</summary>
    public static implicit operator ScaleValue(ushort[] values) => List(values, value => value);

    /// <summary>A vector of integers.</summary>
    public static implicit operator ScaleValue(uint[] values) => List(values, value => value);

    /// <summary>A vector of integers.</summary>
    public static implicit operator ScaleValue(ulong[] values) => List(values, value => value);

    /// <summary>A vector or an array.</summary>
    public static implicit operator ScaleValue(ScaleValue[] values) => new Sequence([.. values]);

    /// <summary>An account's 32 bytes.</summary>
    public static implicit operator ScaleValue(AccountId value) => value.ToArray();

    /// <summary>A hotkey's 32 bytes.</summary>
    public static implicit operator ScaleValue(Hotkey value) => value.Account;

    /// <summary>A coldkey's 32 bytes.</summary>
    public static implicit operator ScaleValue(Coldkey value) => value.Account;

    /// <summary>A hash's 32 bytes.</summary>
    public static implicit operator ScaleValue(BlockHash value) => value.ToArray();

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(Netuid value) => value.Value;

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(Uid value) => value.Value;

    /// <summary>An integer.</summary>
    public static implicit operator ScaleValue(BlockNumber value) => value.Value;

    /// <summary>An integer: the amount in rao.</summary>
    public static implicit operator ScaleValue(Tao value) => value.Rao;
}
