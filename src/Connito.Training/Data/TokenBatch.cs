using System.Collections.Immutable;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Connito.Training.Data;

/// <summary>Sequences of token ids of one length, row after row, with what a model should predict for them.</summary>
public sealed record TokenBatch
{
    /// <summary>The label that no loss is taken of.</summary>
    public const long Ignored = -100;

    /// <param name="ids">Token ids, <c>[sequences, length]</c> row-major.</param>
    /// <param name="labels">As many: the id at the same place, or <see cref="Ignored"/>. The model shifts them by one.</param>
    /// <param name="sequences">Rows.</param>
    /// <param name="length">Tokens in a row.</param>
    /// <exception cref="ArgumentException">The counts do not agree.</exception>
    public TokenBatch(ImmutableArray<long> ids, ImmutableArray<long> labels, int sequences, int length)
    {
        if (sequences <= 0 || length <= 0 || ids.Length != labels.Length || ids.Length != (long)sequences * length)
        {
            throw new ArgumentException(
                $"{sequences} sequences of {length} tokens need as many ids and labels; {ids.Length} and {labels.Length} came.");
        }

        Ids = ids;
        Labels = labels;
        Sequences = sequences;
        Length = length;
    }

    /// <summary>Token ids, row-major.</summary>
    public ImmutableArray<long> Ids { get; }

    /// <summary>Labels, row-major and unshifted.</summary>
    public ImmutableArray<long> Labels { get; }

    /// <summary>Rows.</summary>
    public int Sequences { get; }

    /// <summary>Tokens in a row.</summary>
    public int Length { get; }

    /// <summary>Tokens in all.</summary>
    public int TokenCount => Ids.Length;

    /// <summary>Copies both to <paramref name="device"/> as int64 <c>[sequences, length]</c>; the caller disposes them.</summary>
    public (Tensor Ids_BS, Tensor Labels_BS) ToTensors(Device device) => (ToTensor(Ids, device), ToTensor(Labels, device));

    /// <inheritdoc/>
    public bool Equals(TokenBatch? other) =>
        other is not null && Sequences == other.Sequences && Ids.SequenceEqual(other.Ids) && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sequences, Length, Ids[0], Ids[^1]);

    private Tensor ToTensor(ImmutableArray<long> values, Device device) =>
        tensor(ImmutableCollectionsMarshal.AsArray(values)!, [Sequences, Length], device: device);
}
