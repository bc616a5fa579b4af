using System.Collections.Immutable;
using System.Text;

namespace Connito.Chain.Metadata;

/// <summary>Prints types the way Rust writes them, without module paths.</summary>
internal static class TypeNames
{
    // A registry may nest types without end: names are for people, and end here.
    private const int DepthMax = 24;
    private const int LengthMax = 4_000;

    /// <returns>The name; a part nested too deep is an ellipsis.</returns>
    public static string Of(TypeRegistry types, TypeId id)
    {
        var text = new StringBuilder();
        Append(text, types, id, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, TypeRegistry types, TypeId id, int depth)
    {
        if (depth > DepthMax || text.Length > LengthMax)
        {
            text.Append('…');
            return;
        }

        var type = types[id];
        switch (type.Shape)
        {
            case TypeShape.Sequence(var item):
                AppendList(text, types, "Vec<", [item], ">", depth);
                break;
            case TypeShape.Array(var length, var item):
                AppendList(text, types, "[", [item], $";{length}]", depth);
                break;
            case TypeShape.Tuple(var items):
                AppendList(text, types, "(", items, ")", depth);
                break;
            case TypeShape.Compact(var inner):
                AppendList(text, types, "Compact<", [inner], ">", depth);
                break;
            case TypeShape.Primitive(var kind):
                text.Append(kind.ToString().ToLowerInvariant());
                break;
            case TypeShape.BitSequence(var store, _):
                AppendList(text, types, "BitVec<", [store], ">", depth);
                break;
            default:
                AppendNamed(text, types, type, id, depth);
                break;
        }
    }

    private static void AppendNamed(StringBuilder text, TypeRegistry types, ScaleType type, TypeId id, int depth)
    {
        text.Append(type.Name.Length == 0 ? id.ToString() : type.Name);
        ImmutableArray<TypeId> parameters = [.. type.Parameters.Where(one => one.Type is not null).Select(one => one.Type!.Value)];
        if (!parameters.IsEmpty)
            AppendList(text, types, "<", parameters, ">", depth);
    }

    private static void AppendList(
        StringBuilder text, TypeRegistry types, string open, ImmutableArray<TypeId> items, string close, int depth)
    {
        text.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, types, items[i], depth + 1);
        }

        text.Append(close);
    }
}
