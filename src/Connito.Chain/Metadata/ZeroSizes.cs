using System.Collections.Immutable;

namespace Connito.Chain.Metadata;

/// <summary>Finds the types whose values take no bytes, such as most transaction extensions.</summary>
internal static class ZeroSizes
{
    /// <returns>For each type, whether it is of size zero.</returns>
    public static bool[] Of(ImmutableArray<ScaleType> types)
    {
        // Grows from the types that are empty by themselves until nothing changes; a type that only contains itself stays out.
        var zero = new bool[types.Length];
        bool changed;
        do
        {
            changed = false;
            for (var i = 0; i < types.Length; i++)
            {
                if (!zero[i] && IsZero(types[i].Shape, zero))
                    changed = zero[i] = true;
            }
        }
        while (changed);

        return zero;
    }

    private static bool IsZero(TypeShape shape, bool[] zero) => shape switch
    {
        TypeShape.Composite(var fields) => fields.All(field => zero[field.Type.Value]),
        TypeShape.Tuple(var items) => items.All(item => zero[item.Value]),
        TypeShape.Array(var length, var item) => length == 0 || zero[item.Value],
        TypeShape.Compact(var inner) => zero[inner.Value],
        _ => false,
    };
}
