using System.CommandLine.Parsing;
using System.Globalization;

namespace Connito.Neuron.Commands;

/// <summary>Spans of time as people type them: <c>250ms</c>, <c>1.5s</c>, <c>2m</c>.</summary>
internal static class Durations
{
    private const string Form = "a number with its unit is wanted, such as 250ms, 1.5s or 2m";

    /// <summary>Reads a span; false for anything but a number that is not negative, and its unit.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var (unit, length) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (TimeSpan.FromMilliseconds(1), 2),
            _ when text.EndsWith('s') => (TimeSpan.FromSeconds(1), 1),
            _ when text.EndsWith('m') => (TimeSpan.FromMinutes(1), 1),
            _ => (TimeSpan.Zero, 0),
        };
        duration = default;
        if (length == 0 || !double.TryParse(text.AsSpan(0, text.Length - length), NumberStyles.AllowDecimalPoint, null, out var number) || number > 1e9)
            return false;

        duration = unit * number;
        return true;
    }

    /// <summary>The value of a flag.</summary>
    public static TimeSpan Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (!TryParse(text, out var duration))
            argument.AddError($"'{text}' is no duration: {Form}.");
        return duration;
    }
}
