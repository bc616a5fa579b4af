using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>Takes a piece of a tensor's bytes; the span is valid during the call only.</summary>
internal delegate void ByteVisitor(ReadOnlySpan<byte> piece);

/// <summary>A tensor's elements as bytes: row-major, little endian, in its own type.</summary>
internal static class TensorBytes
{
    /// <summary>A span addresses two gigabytes at most; a longer tensor is taken in pieces of this size.</summary>
    private const long PieceSizeBytes = 1L << 30;

    /// <summary>Hands over all bytes in order, without a copy where the tensor is contiguous in this machine's memory.</summary>
    public static void Visit(Tensor tensor, ByteVisitor visitor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous().view(-1);
        foreach (var piece in Pieces(flat))
            visitor(piece.bytes);
    }

    /// <summary>A new tensor in this machine's memory, filled from front to back by <paramref name="fill"/>.</summary>
    public static Tensor Create(TensorEntry entry, Action<Tensor> fill)
    {
        using var scope = NewDisposeScope();
        var tensor = empty(entry.Shape.AsSpan(), entry.Type, device: CPU);
        foreach (var piece in Pieces(tensor.view(-1)))
            fill(piece);

        return scope.MoveToOuter(tensor);
    }

    /// <summary>Views of a flat tensor, of at most <paramref name="pieceSizeBytes"/> each, in order.</summary>
    internal static IEnumerable<Tensor> Pieces(Tensor flat, long pieceSizeBytes = PieceSizeBytes)
    {
        var perPiece = pieceSizeBytes / flat.ElementSize;
        for (long start = 0; start < flat.NumberOfElements; start += perPiece)
            yield return flat.narrow(0, start, Math.Min(perPiece, flat.NumberOfElements - start));
    }
}
