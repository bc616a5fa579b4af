namespace Connito.Incentive.Yuma;

/// <summary>Consensus: the weight that a majority of stake supports, for each column.</summary>
/// <remarks>Source: <c>weighted_median</c> of pallets/subtensor/src/epoch/math.rs, with its choice of pivot: rounding makes the partition
/// order visible in the result, so this is not a sort.</remarks>
internal static class WeightedMedian
{
    /// <param name="weights">Row-normalised weights; an absent one counts as zero.</param>
    /// <param name="stake">Active stake by row; rows without any are left out.</param>
    /// <param name="majority">The share of stake that must support a weight (kappa).</param>
    public static I32F32[] OfColumns(SparseMatrix weights, I32F32[] stake, I32F32 majority)
    {
        int[] staked = [.. Enumerable.Range(0, stake.Length).Where(i => stake[i] > I32F32.Zero)];
        var shares = FixedVector.Normalize(Array.ConvertAll(staked, i => stake[i]));
        var total = FixedVector.Sum(shares);
        var rows = Array.ConvertAll(staked, weights.DenseRow);
        var scores = new I32F32[staked.Length];

        var medians = new I32F32[weights.Count];
        for (var column = 0; column < medians.Length; column++)
        {
            for (var i = 0; i < scores.Length; i++)
                scores[i] = rows[i][column];
            medians[column] = Of(shares, scores, total - majority, total);
        }

        return medians;
    }

    private static I32F32 Of(I32F32[] stake, I32F32[] scores, I32F32 minority, I32F32 total)
    {
        int[] partition = [.. Enumerable.Range(0, scores.Length)];
        var (low, high) = (I32F32.Zero, total);
        while (partition.Length > 1)
        {
            var pivot = scores[partition[partition.Length / 2]];
            var lower = Array.FindAll(partition, i => scores[i] < pivot);
            var upper = Array.FindAll(partition, i => scores[i] > pivot);
            var lowerStake = FixedVector.Sum(Array.ConvertAll(lower, i => stake[i]));
            var upperStake = FixedVector.Sum(Array.ConvertAll(upper, i => stake[i]));

            if (minority < low + lowerStake && lower.Length > 0)
                (partition, high) = (lower, low + lowerStake);
            else if (high - upperStake <= minority && upper.Length > 0)
                (partition, low) = (upper, high - upperStake);
            else
                return pivot;
        }

        return partition.Length == 0 ? I32F32.Zero : scores[partition[0]];
    }
}
