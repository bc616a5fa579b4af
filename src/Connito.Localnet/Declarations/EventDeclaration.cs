using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Localnet.Declarations;

/// <summary>An event a pallet can emit, as the metadata lists it.</summary>
internal abstract class EventDeclaration(byte pallet, byte index, string name, ImmutableArray<FieldDescription> fields)
{
    public byte Pallet { get; } = pallet;

    public CaseDescription Case { get; } = new(index, name, fields);
}

/// <summary>An event with its fields: of several the tuple.</summary>
internal sealed class EventDeclaration<T>(byte pallet, byte index, string name, Codec<T> fields, string[] names)
    : EventDeclaration(pallet, index, name, FieldsOf(fields.Type, names))
{
    /// <summary>The bytes of one such event within <c>RuntimeEvent</c>.</summary>
    public byte[] Encode(T value)
    {
        var writer = new ScaleWriter().WriteU8(Pallet).WriteU8(Case.Index);
        fields.Write(writer, value);
        return writer.ToArray();
    }

    private static ImmutableArray<FieldDescription> FieldsOf(TypeDescription type, string[] names)
    {
        ImmutableArray<TypeDescription> types = type is TypeDescription.Tuple(var items) ? items : [type];
        return [.. types.Select((item, i) => new FieldDescription(i < names.Length ? names[i] : null, item))];
    }
}
