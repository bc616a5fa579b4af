using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Chain.Subtensor;

/// <summary>How a validator divides its vote: shares that sum to one, or nobody.</summary>
/// <param name="Shares">Neurons, each once, and their shares: finite and not negative.</param>
public sealed record WeightAllocation(ImmutableArray<(Uid Uid, double Share)> Shares)
{
    /// <summary>An allocation to nobody.</summary>
    public static WeightAllocation Empty { get; } = new(ImmutableArray<(Uid, double)>.Empty);

    /// <summary>Divides by the sum; weights that are all zero give <see cref="Empty"/>.</summary>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or a neuron is named twice.</exception>
    public static WeightAllocation Of(IEnumerable<(Uid Uid, double Weight)> weights)
    {
        var given = weights.ToImmutableArray();
        Check(given);
        var sum = given.Sum(entry => entry.Weight);
        if (sum == 0)
            return Empty;

        if (!double.IsFinite(sum))
            throw new ArgumentException($"The weights sum to {sum}: a finite sum is wanted.", nameof(weights));

        return new([.. given.Select(entry => (entry.Uid, entry.Weight / sum))]);
    }

    /// <summary>The SDK's conversion: divided by the largest, times 65535, halves to even; what became zero is left out.</summary>
    /// <returns>In the order of <see cref="Shares"/>; empty when all shares are zero.</returns>
    /// <exception cref="ArgumentException">A share is negative or not finite, or a neuron is named twice.</exception>
    public ImmutableArray<ChainWeight> ToChainWeights()
    {
        Check(Shares);
        // The SDK holds weights in float32 and computes in float64: the same share gives the same u16 in both programs.
        var largest = (double)(float)Shares.Select(entry => entry.Share).DefaultIfEmpty().Max();
        if (largest == 0)
            return [];

        var weights = ImmutableArray.CreateBuilder<ChainWeight>(Shares.Length);
        foreach (var (uid, share) in Shares)
        {
            var value = (ushort)Math.Round((float)share / largest * ushort.MaxValue, MidpointRounding.ToEven);
            if (value > 0)
                weights.Add(new(uid, value));
        }

        return weights.DrainToImmutable();
    }

    private static void Check(ImmutableArray<(Uid Uid, double Weight)> entries)
    {
        var seen = new HashSet<Uid>(entries.Length);
        foreach (var (uid, weight) in entries)
        {
            if (!double.IsFinite(weight) || weight < 0)
                throw new ArgumentException($"Uid {uid} has weight {weight}: a finite weight of at least zero is wanted.");

            if (!seen.Add(uid))
                throw new ArgumentException($"Uid {uid} has two weights: one is wanted.");
        }
    }
}
