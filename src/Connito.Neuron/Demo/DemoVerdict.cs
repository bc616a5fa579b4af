using System.Collections.Immutable;

namespace Connito.Neuron.Demo;

/// <summary>One thing the demo claims, and whether this run showed it.</summary>
/// <param name="Text">The claim.</param>
/// <param name="Holds">Whether it held.</param>
/// <param name="Evidence">The figures it was judged by.</param>
internal sealed record DemoClaim(string Text, bool Holds, string Evidence);

/// <summary>Whether a run of the demo showed what it is there to show.</summary>
/// <param name="Claims">Each claim with its evidence.</param>
internal sealed record DemoVerdict(ImmutableArray<DemoClaim> Claims)
{
    /// <summary>Every claim held.</summary>
    public bool Holds => Claims.All(claim => claim.Holds);

    /// <summary>Judges a finished run.</summary>
    /// <param name="rows">One row a miner.</param>
    /// <param name="modelHashes">The last baseline's hash at each validator.</param>
    /// <param name="firstLoss">Held-out task loss of the first baseline, in nats per token.</param>
    /// <param name="lastLoss">Held-out task loss of the last baseline, in nats per token.</param>
    public static DemoVerdict Of(IReadOnlyList<DemoRow> rows, IReadOnlyList<string> modelHashes, double firstLoss, double lastLoss) =>
        new(
        [
            HonestWorkIsPaid(rows),
            PayFollowsGain(rows),
            DishonestWorkGetsNothing(rows),
            ValidatorsAgree(modelHashes),
            new("The model's held-out loss fell.", lastLoss < firstLoss, $"{firstLoss:F4} to {lastLoss:F4} nats per token"),
        ]);

    private static DemoClaim HonestWorkIsPaid(IReadOnlyList<DemoRow> rows)
    {
        var honest = rows.Where(row => row.IsHonest).ToList();
        return new(
            "Every honest miner is paid.",
            honest.Count > 0 && honest.All(row => row.Incentive > 0 && row.Emission.Rao > 0),
            string.Join(", ", honest.Select(row => $"{row.Name} {row.Emission}")));
    }

    private static DemoClaim PayFollowsGain(IReadOnlyList<DemoRow> rows)
    {
        var byGain = rows.Where(row => row.IsHonest).OrderByDescending(row => row.Gain ?? double.NegativeInfinity).ToList();
        return new(
            "Honest work is paid in the order of its gain.",
            byGain.Count > 0 && byGain.All(row => row.Gain is not null) && byGain.Zip(byGain.Skip(1)).All(pair => pair.First.Incentive > pair.Second.Incentive),
            string.Join(" > ", byGain.Select(row => $"{row.Name} {row.Gain:F4} -> {row.Incentive:P1}")));
    }

    private static DemoClaim DishonestWorkGetsNothing(IReadOnlyList<DemoRow> rows)
    {
        var dishonest = rows.Where(row => !row.IsHonest).ToList();
        return new(
            "Dishonest miners get nothing.",
            dishonest.Count > 0 && dishonest.All(row => row.Weight == 0 && row.Incentive == 0 && row.Emission.Rao == 0),
            string.Join(", ", dishonest.Select(row => $"{row.Name} {row.Emission}")));
    }

    private static DemoClaim ValidatorsAgree(IReadOnlyList<string> modelHashes) =>
        new(
            "Validators ended with the same model.",
            modelHashes.Count > 1 && modelHashes.All(hash => hash.Length > 0 && hash == modelHashes[0]),
            string.Join(", ", modelHashes.Select(hash => hash.Length > 12 ? hash[..12] : hash)));
}
