using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace Connito.Neuron.Transport;

/// <summary>Which bytes of a file a body holds.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Total">Bytes of the whole file.</param>
internal sealed record ByteRange(long From, long To, long Total)
{
    /// <summary>Reads <c>bytes 0-99/200</c>; false for anything less definite.</summary>
    public static bool TryParse(string? header, [NotNullWhen(true)] out ByteRange? range)
    {
        range = ContentRangeHeaderValue.TryParse(header, out var parsed) && parsed is { Unit: "bytes", From: { } from, To: { } to, Length: { } total }
            ? new ByteRange(from, to, total)
            : null;
        return range is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"bytes {From}-{To}/{Total}";
}
