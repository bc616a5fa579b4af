using System.Collections.Immutable;

namespace Connito.Localnet.Declarations;

/// <summary>A call with its arguments read, ready to check and to run.</summary>
/// <param name="Name">The call as the chain names it, such as <c>set_weights</c>.</param>
/// <param name="PaysFee">Whether the signer pays.</param>
/// <param name="Validate">Subtensor's custom error that keeps the extrinsic out of blocks, or null.</param>
/// <param name="Dispatch">Runs it; null when it did what it says.</param>
internal sealed record BoundCall(
    string Name, bool PaysFee, Func<CallContext, CustomValidityError?> Validate, Func<CallContext, DispatchFailure?> Dispatch);

/// <summary>A call that a pallet offers, as the metadata lists it.</summary>
/// <param name="Case">Index, name and arguments.</param>
/// <param name="Bind">Reads the arguments.</param>
internal sealed record CallDeclaration(CaseDescription Case, ScaleRead<BoundCall> Bind)
{
    public static CallDeclaration Of<T1>(
        byte index, string name, (string Name, Codec<T1> Codec) first,
        Func<CallContext, T1, DispatchFailure?> dispatch, Func<CallContext, T1, CustomValidityError?>? validate = null, bool paysFee = true) =>
        New(index, name, paysFee, [(first.Name, first.Codec.Type)], (ref reader) =>
        {
            var a = first.Codec.Read(ref reader);
            return (context => validate?.Invoke(context, a), context => dispatch(context, a));
        });

    public static CallDeclaration Of<T1, T2>(
        byte index, string name, (string Name, Codec<T1> Codec) first, (string Name, Codec<T2> Codec) second,
        Func<CallContext, T1, T2, DispatchFailure?> dispatch,
        Func<CallContext, T1, T2, CustomValidityError?>? validate = null,
        bool paysFee = true) =>
        New(index, name, paysFee, [(first.Name, first.Codec.Type), (second.Name, second.Codec.Type)], (ref reader) =>
        {
            var (a, b) = (first.Codec.Read(ref reader), second.Codec.Read(ref reader));
            return (context => validate?.Invoke(context, a, b), context => dispatch(context, a, b));
        });

    public static CallDeclaration Of<T1, T2, T3>(
        byte index, string name, (string Name, Codec<T1> Codec) first, (string Name, Codec<T2> Codec) second, (string Name, Codec<T3> Codec) third,
        Func<CallContext, T1, T2, T3, DispatchFailure?> dispatch,
        Func<CallContext, T1, T2, T3, CustomValidityError?>? validate = null,
        bool paysFee = true)
    {
        ImmutableArray<(string, TypeDescription)> arguments =
            [(first.Name, first.Codec.Type), (second.Name, second.Codec.Type), (third.Name, third.Codec.Type)];
        return New(index, name, paysFee, arguments, (ref reader) =>
        {
            var (a, b, c) = (first.Codec.Read(ref reader), second.Codec.Read(ref reader), third.Codec.Read(ref reader));
            return (context => validate?.Invoke(context, a, b, c), context => dispatch(context, a, b, c));
        });
    }

    /// <summary>A call whose arguments are read as one record: for those with more than three.</summary>
    public static CallDeclaration OfRecord<T>(
        byte index, string name, Codec<T> arguments,
        Func<CallContext, T, DispatchFailure?> dispatch, Func<CallContext, T, CustomValidityError?>? validate = null, bool paysFee = true)
    {
        var fields = ((TypeDescription.Composite)arguments.Type).Fields;
        return New(index, name, paysFee, [.. fields.Select(field => (field.Name!, field.Type))], (ref reader) =>
        {
            var value = arguments.Read(ref reader);
            return (context => validate?.Invoke(context, value), context => dispatch(context, value));
        });
    }

    private static CallDeclaration New(
        byte index, string name, bool paysFee, ImmutableArray<(string Name, TypeDescription Type)> arguments,
        ScaleRead<(Func<CallContext, CustomValidityError?> Validate, Func<CallContext, DispatchFailure?> Dispatch)> read) =>
        new(
            new CaseDescription(index, name, [.. arguments.Select(argument => new FieldDescription(argument.Name, argument.Type))]),
            (ref reader) =>
            {
                var (validate, dispatch) = read(ref reader);
                return new BoundCall(name, paysFee, validate, dispatch);
            });
}
