using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Telemetry;

namespace Connito.Neuron.Demo;

/// <summary>What a finished run came to.</summary>
/// <param name="Rows">One a miner.</param>
/// <param name="ModelHashes">The last baseline's hash at each validator.</param>
/// <param name="FirstLoss">Held-out task loss of the first baseline, in nats per token.</param>
/// <param name="LastLoss">Of the last.</param>
internal sealed record DemoReport(ImmutableArray<DemoRow> Rows, ImmutableArray<string> ModelHashes, double FirstLoss, double LastLoss)
{
    /// <summary>Whether the run showed what it is there to show.</summary>
    public DemoVerdict Verdict => DemoVerdict.Of(Rows, ModelHashes, FirstLoss, LastLoss);

    /// <summary>A miner's row, of the last round in which a validator judged it.</summary>
    /// <param name="miner">The miner.</param>
    /// <param name="validator">What one validator says; the claims hold the validators against each other by their models.</param>
    /// <param name="metagraph">The chain's columns at the end.</param>
    /// <param name="weights">The validators' rows on the chain at the end.</param>
    public static DemoRow RowOf(DemoActor miner, StatusReport validator, Metagraph metagraph, ImmutableArray<WeightRow> weights)
    {
        var neuron = metagraph.Find(miner.Hotkey) ?? throw new NeuronException($"{miner.Name} is not in the metagraph at block {metagraph.Block}.");
        var row = new DemoRow(miner.Name, miner.Hotkey, miner.Did, miner.Strategy is null)
        {
            Weight = MeanShare(neuron.Uid, weights),
            Incentive = neuron.Incentive,
            // A miner brings no stake: what its hotkey holds is what it was paid.
            Emission = neuron.Stake,
        };
        var judged = validator.Rounds
            .SelectMany(round => round.Miners.Select(entry => (Round: round, Miner: entry)))
            .LastOrDefault(pair => pair.Miner.Uid == neuron.Uid.Value && pair.Miner.Outcome is "evaluated" or "rejected");
        return judged.Miner is null ? row with { Verdict = "submitted nothing" } : Judged(row, judged.Round, judged.Miner);
    }

    private static DemoRow Judged(DemoRow row, RoundStatus round, MinerStatus miner) => row with
    {
        LossBefore = miner.Loss is null ? null : round.BaselineLoss,
        LossAfter = miner.Loss,
        Score = miner.Score ?? 0,
        Verdict = miner.Reason ?? "paid by its evidence",
    };

    private static double MeanShare(Uid uid, ImmutableArray<WeightRow> weights) =>
        weights.IsEmpty ? 0 : weights.Average(row => Share(row, uid));

    private static double Share(WeightRow row, Uid uid)
    {
        var total = row.Weights.Sum(weight => (double)weight.Value);
        return total == 0 ? 0 : row.Weights.Where(weight => weight.Uid == uid).Sum(weight => weight.Value) / total;
    }
}
