using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Connito.Chain.Primitives;

namespace Connito.Neuron.Transport;

/// <summary>Names axons in a commitment: <c>axon/</c> and their uids, <c>axon/0,4,17</c>.</summary>
internal sealed record AxonLocation(ImmutableArray<Uid> Uids)
{
    private const string Prefix = "axon/";

    /// <summary>As many of the uids, in order, as fit.</summary>
    public string ToText(int characters)
    {
        string text = Prefix;
        foreach (var uid in Uids)
        {
            string next = text.Length == Prefix.Length ? $"{text}{uid}" : $"{text},{uid}";
            if (next.Length > characters)
                break;
            text = next;
        }

        return text;
    }

    /// <summary>Reads a location; false for what names no axon.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AxonLocation? location)
    {
        location = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;

        var uids = ImmutableArray.CreateBuilder<Uid>();
        foreach (string part in text[Prefix.Length..].Split(','))
        {
            if (!ushort.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out ushort uid))
                return false;
            uids.Add(new Uid(uid));
        }

        location = new AxonLocation(uids.ToImmutable());
        return true;
    }
}
