using Connito.Chain.Metadata;
using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>Names the errors of a runtime's pallets, whose numbers shift from one runtime to the next.</summary>
internal sealed class DispatchErrors(RuntimeMetadata metadata)
{
    public DispatchError Describe(ScaleValue error)
    {
        var kind = error.AsVariant();
        return kind switch
        {
            { Name: "Module" } => DescribeModule(kind.Fields.Values is [var inner] ? inner : kind.Fields),
            { Fields.Values: [ScaleValue.Variant inner] } => new DispatchError($"{kind.Name}.{inner.Name}", ""),
            _ => new DispatchError(kind.Name, ""),
        };
    }

    private DispatchError DescribeModule(ScaleValue module)
    {
        var index = module["index"].AsUInt8();
        // Older runtimes carry one byte; the three that came later are detail below the pallet's own error.
        var number = module["error"] is ScaleValue.Bytes({ IsEmpty: false } bytes) ? bytes[0] : module["error"].AsUInt8();
        if (metadata.FindPallet(index) is not { } pallet)
            return new DispatchError($"Module{index}.Error{number}", "");

        var error = metadata.CasesOf(pallet.Errors).FirstOrDefault(candidate => candidate.Index == number);
        return error is null
            ? new DispatchError($"{pallet.Name}.Error{number}", "")
            : new DispatchError($"{pallet.Name}.{error.Name}", string.Join(' ', error.Documentation).Trim());
    }
}
