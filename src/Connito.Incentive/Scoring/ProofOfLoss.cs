namespace Connito.Incentive.Scoring;

/// <summary>The score of a submission: by how much it lowers the loss on data that nobody knew when it was committed.</summary>
/// <remarks>Source: the network's protocol, "Proof-of-Loss score": <c>max(0, baseline - loss) ^ 1.2</c> in float64.</remarks>
public static class ProofOfLoss
{
    /// <summary>More than one: twice the gain earns more than twice the score, so that one good miner beats two halves.</summary>
    public const double Exponent = 1.2;

    /// <summary>The score of a mean loss; a loss that is not finite scores zero.</summary>
    public static double Score(double baseline, double loss) => Score(baseline - loss);

    /// <summary>The score of a gain, in nats per token; nothing for a gain that is negative or not finite.</summary>
    public static double Score(double gain) => gain > 0 && double.IsFinite(gain) ? Math.Pow(gain, Exponent) : 0;
}
