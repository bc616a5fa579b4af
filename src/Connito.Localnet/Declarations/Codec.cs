using Connito.Chain.Scale;

namespace Connito.Localnet.Declarations;

/// <summary>Reads a value from where the reader stands.</summary>
internal delegate T ScaleRead<out T>(ref ScaleReader reader);

/// <summary>How values of <typeparamref name="T"/> are written and read, and what the metadata says of their type.</summary>
internal sealed record Codec<T>(TypeDescription Type, Action<ScaleWriter, T> Write, ScaleRead<T> Read)
{
    /// <summary>The value's bytes.</summary>
    public byte[] Encode(T value)
    {
        var writer = new ScaleWriter();
        Write(writer, value);
        return writer.ToArray();
    }

    /// <summary>The value whose bytes those are, to the last one.</summary>
    /// <exception cref="ScaleFormatException">They are of another type.</exception>
    public T Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ScaleReader(bytes);
        var value = Read(ref reader);
        reader.EnsureEnd();
        return value;
    }
}
