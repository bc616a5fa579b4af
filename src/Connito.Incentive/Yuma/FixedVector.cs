namespace Connito.Incentive.Yuma;

/// <summary>What an epoch does to one column of fixed-point numbers.</summary>
internal static class FixedVector
{
    public static I32F32 Sum(ReadOnlySpan<I32F32> values)
    {
        var sum = I32F32.Zero;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    /// <summary>Each value divided by the sum; as it is when the sum is zero.</summary>
    public static I32F32[] Normalize(I32F32[] values) => DividedBy(values, Sum(values));

    /// <summary>Each value divided by <paramref name="sum"/>; as it is when that is zero.</summary>
    public static I32F32[] DividedBy(I32F32[] values, I32F32 sum) =>
        sum == I32F32.Zero ? values : Array.ConvertAll(values, value => value / sum);

    /// <summary>Whether each value is among the <paramref name="count"/> greatest and not zero; among equals, the later wins.</summary>
    public static bool[] IsTopNonZero(I32F32[] values, int count)
    {
        var chosen = Array.ConvertAll(values, value => value != I32F32.Zero);
        // OrderBy is stable, as the runtime's sort: of equal stakes the lower uid loses its permit.
        var ascending = Enumerable.Range(0, values.Length).OrderBy(i => values[i]);
        foreach (var i in ascending.Take(Math.Max(0, values.Length - count)))
            chosen[i] = false;
        return chosen;
    }
}
