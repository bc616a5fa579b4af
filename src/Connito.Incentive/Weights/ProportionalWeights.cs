using Connito.Chain.Subtensor;
using Connito.Incentive.Scoring;

namespace Connito.Incentive.Weights;

/// <summary>The local profile's weights: each miner's share is its average score's share.</summary>
public static class ProportionalWeights
{
    /// <summary>Shares of all miners with a positive average.</summary>
    /// <returns>Empty when nobody has one: the validator then sets no weights and its earlier ones stand.</returns>
    public static WeightAllocation Of(ScoreHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return WeightAllocation.Of(history.Miners.Where(pair => pair.Value.Average > 0).Select(pair => (pair.Key, pair.Value.Average)));
    }
}
