using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Connito.Neuron.Store;

/// <summary>SHA-256 of a file's bytes, 64 lower-case hex digits: the name it has in the vault.</summary>
internal readonly record struct FileHash
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private FileHash(string hex) => Hex = hex;

    /// <summary>The digits.</summary>
    public string Hex { get; }

    /// <summary>Names 32 bytes of digest.</summary>
    public static FileHash Of(ReadOnlySpan<byte> digest) => new(Convert.ToHexStringLower(digest));

    /// <summary>Reads a file from front to back and names it.</summary>
    public static async Task<FileHash> OfFileAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Of(await SHA256.HashDataAsync(file, cancellation));
    }

    /// <exception cref="FormatException">The text is not 64 lower-case hex digits.</exception>
    public static FileHash Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new FormatException($"A file's hash is 64 lower-case hex digits; '{text}' came.");

    /// <summary>Reads 64 lower-case hex digits; anything else is no hash.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FileHash hash)
    {
        bool valid = text is { Length: 64 } && !text.AsSpan().ContainsAnyExcept(HexDigits);
        hash = valid ? new FileHash(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
