using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>The protocol's name for a set of parameters: BLAKE2b with 24 bytes, as 48 lower-case hexadecimal characters.</summary>
/// <remarks>
/// Hashed are, for each name in code point order, its UTF-8 bytes and the elements' bytes (row-major, little endian, stored type).
/// Neither shapes nor types nor borders between them are hashed, so a hash names a set only together with its expected shapes:
/// <see cref="CheckpointSchema"/>. Source: docs/protocol.md, "Model hash".
/// </remarks>
public readonly record struct ModelHash
{
    /// <summary>Bytes of the digest.</summary>
    public const int SizeBytes = 24;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <exception cref="FormatException">The text is not 48 lower-case hexadecimal characters.</exception>
    public ModelHash(string hex) => Hex = IsValid(hex)
        ? hex
        : throw new FormatException($"A model hash is {2 * SizeBytes} lower-case hexadecimal characters, not '{hex}'.");

    /// <summary>The 48 characters, as they are signed and committed.</summary>
    public string Hex { get => field ?? new string('0', 2 * SizeBytes); }

    /// <summary>Hashes tensors on any device; those elsewhere than in this machine's memory are copied, one at a time.</summary>
    public static ModelHash Of(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var hasher = new ModelHasher();
        foreach (var (name, tensor) in tensors.OrderBy(pair => pair.Key, CodePointOrder.Instance))
        {
            hasher.Add(name);
            TensorBytes.Visit(tensor, hasher.Add);
        }

        return hasher.Finish();
    }

    /// <summary>Hashes a safetensors file as it stands, without making tensors of it.</summary>
    /// <exception cref="CheckpointFormatException">The file breaks its format or the limits.</exception>
    public static ModelHash OfFile(string path, CheckpointLimits? limits = null)
    {
        using var file = SafetensorsFile.Open(path, limits ?? CheckpointLimits.Default);
        using var hasher = new ModelHasher();
        foreach (var entry in file.Header.Tensors)
        {
            hasher.Add(entry.Name);
            file.Visit(entry, hasher.Add);
        }

        return hasher.Finish();
    }

    /// <exception cref="FormatException">The text is not 48 lower-case hexadecimal characters.</exception>
    public static ModelHash Parse(string text) => new(text);

    /// <summary>Reads 48 lower-case hexadecimal characters; anything else is no hash.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ModelHash hash)
    {
        hash = IsValid(text) ? new ModelHash(text) : default;
        return IsValid(text);
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;

    private static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: 2 * SizeBytes } && !text.AsSpan().ContainsAnyExcept(HexDigits);
}
