using System.Text;

namespace Connito.Chain.Scale;

public abstract partial record ScaleValue
{
    /// <summary>The value for people: <c>{netuid: 1, keys: [0x0a…], take: Some(3)}</c>.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        Print(text);
        return text.ToString();
    }

    private void Print(StringBuilder text)
    {
        switch (this)
        {
            case Unit:
                text.Append("()");
                break;
            case Bool(var value):
                text.Append(value ? "true" : "false");
                break;
            case Number(var value):
                text.Append(value);
                break;
            case Text(var value):
                text.Append('"').Append(value).Append('"');
                break;
            case Bytes(var value):
                text.Append("0x").Append(Convert.ToHexStringLower(value.AsSpan()));
                break;
            case Sequence(var items):
                text.Append('[');
                PrintItems(text, items.AsSpan(), []);
                text.Append(']');
                break;
            case Composite(var names, var values):
                text.Append(names.IsEmpty ? '(' : '{');
                PrintItems(text, values.AsSpan(), names.AsSpan());
                text.Append(names.IsEmpty ? ')' : '}');
                break;
            case Variant(var name, var fields):
                text.Append(name);
                if (!fields.Values.IsEmpty)
                    fields.Print(text);
                break;
        }
    }

    private static void PrintItems(StringBuilder text, ReadOnlySpan<ScaleValue> items, ReadOnlySpan<string> names)
    {
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            if (!names.IsEmpty)
                text.Append(names[i]).Append(": ");
            items[i].Print(text);
        }
    }
}
