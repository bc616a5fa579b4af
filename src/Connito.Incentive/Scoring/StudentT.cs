namespace Connito.Incentive.Scoring;

/// <summary>Student's t distribution for whole degrees of freedom.</summary>
internal static class StudentT
{
    /// <summary>The value that a t variable stays below with <paramref name="probability"/>.</summary>
    /// <param name="probability">From 0.5 to below 1.</param>
    /// <param name="degrees">Degrees of freedom, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double Quantile(double probability, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        if (!(probability is >= 0.5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A level of confidence from 0.5 to below 1 is wanted.");

        // The angle whose tangent is t / sqrt(degrees): bounded, so that bisection needs no bracket.
        var (low, high) = (0.0, Math.PI / 2);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Central(middle, degrees) < 2 * probability - 1)
                low = middle;
            else
                high = middle;
        }

        return Math.Tan(low) * Math.Sqrt(degrees);
    }

    /// <summary>The probability of lying within plus or minus <c>tan(angle) * sqrt(degrees)</c>: a finite sum.</summary>
    /// <remarks>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.</remarks>
    private static double Central(double angle, int degrees)
    {
        var (sine, cosine) = Math.SinCos(angle);
        var isOdd = degrees % 2 == 1;
        var term = isOdd ? cosine : 1;
        var sum = 0.0;
        for (var power = isOdd ? 1 : 0; power <= degrees - 2; power += 2)
        {
            sum += term;
            term *= cosine * cosine * (power + 1) / (power + 2);
        }

        return isOdd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
