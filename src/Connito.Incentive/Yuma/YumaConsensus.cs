using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Incentive.Yuma;

/// <summary>One epoch of Yuma Consensus: validators' weights in, everybody's emission out, to the bit of the runtime.</summary>
/// <remarks>Source: <c>epoch_mechanism</c> of pallets/subtensor/src/epoch/run_epoch.rs, in its order of steps; held to tests/vectors/crypto/yuma.json.
/// A pure function of its input.</remarks>
public static class YumaConsensus
{
    /// <exception cref="ArgumentException">A row names a uid that no neuron has, or the owner's slot is empty.</exception>
    public static YumaOutput Run(YumaInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(input);

        var active = input.Neurons.Select(neuron => IsActive(input, neuron)).ToArray();
        var stake = Stake(input);
        var permits = OwnerForced(input, [.. input.Neurons.Select(neuron => neuron.ValidatorPermit)]);
        var newPermits = OwnerForced(input, FixedVector.IsTopNonZero(stake, input.Parameters.MaxAllowedValidators));
        var activeStake = FixedVector.Normalize([.. stake.Select((share, i) => active[i] && permits[i] ? share : I32F32.Zero)]);

        var weights = Weights(input, permits);
        var consensus = WeightedMedian.OfColumns(weights, activeStake, I32F32.FromProportion(input.Parameters.Kappa));
        var clipped = Clip(weights, consensus);
        var incentive = FixedVector.Normalize(clipped.TransposeMultiply(activeStake));

        var market = BondMarket.Of(input, Bonds(input), Penalized(input, weights, clipped), activeStake, consensus, incentive);
        var emission = EmissionShares.Of(incentive, market.Dividends, activeStake, stake);

        var trust = clipped.RowSums();
        return new YumaOutput(
            [.. active],
            [.. newPermits],
            Proportions(stake),
            Proportions(consensus),
            Proportions(incentive),
            Proportions(market.Dividends),
            Proportions(trust),
            emission.Miners(input.Emission),
            emission.Validators(input.Emission),
            emission.Combined(input.Emission),
            Stored(market.Stored, newPermits))
        { Exact = new([.. activeStake], [.. consensus], [.. incentive], [.. market.Dividends], [.. trust]) };
    }

    private static bool IsActive(YumaInput input, YumaNeuron neuron) =>
        (ulong)neuron.LastUpdate.Value + input.Parameters.ActivityCutoffBlocks >= input.Block.Value;

    private static I32F32[] Stake(YumaInput input)
    {
        var counted = input.Neurons.Select((neuron, uid) =>
            neuron.Stake.Floor >= input.Parameters.StakeThreshold || uid == input.Owner?.Value ? neuron.Stake : default);
        return I64F64.Shares([.. counted]);
    }

    private static bool[] OwnerForced(YumaInput input, bool[] permits)
    {
        if (input.Owner is { } owner)
            permits[owner.Value] = true;
        return permits;
    }

    private static SparseMatrix Weights(YumaInput input, bool[] permits)
    {
        var neurons = input.Neurons;
        return Matrix(neurons, neuron => neuron.Weights.Select(weight => CellOf(weight.Uid, weight.Value)))
            .Where((row, column, _) => permits[row]
                && (row != column || row == input.Owner?.Value)
                && neurons[row].LastUpdate > neurons[column].RegisteredAt
                && !(input.Parameters.CommitReveal && neurons[row].EarliestCommit < neurons[column].RegisteredAt))
            .NormalizeRows();
    }

    private static SparseMatrix Clip(SparseMatrix weights, I32F32[] consensus) =>
        weights
            .Where((_, column, value) => value <= consensus[column] || consensus[column] > I32F32.Zero)
            .Select((_, column, value) => I32F32.Min(value, consensus[column]));

    /// <summary>The weights that buy bonds: between the raw and the clipped ones, by the bonds penalty.</summary>
    private static SparseMatrix Penalized(YumaInput input, SparseMatrix weights, SparseMatrix clipped)
    {
        if (input.Parameters.BondsPenalty == 0)
            return weights;
        if (input.Parameters.BondsPenalty == ushort.MaxValue)
            return clipped;

        var penalty = I32F32.FromProportion(input.Parameters.BondsPenalty);
        return SparseMatrix.OfPositive(weights.Count, i =>
            [.. weights.DenseRow(i).Zip(clipped.DenseRow(i), (raw, cut) => raw + penalty * (cut - raw))]);
    }

    /// <summary>Stored bonds as raw numbers, without those on neurons that registered since the last epoch.</summary>
    private static SparseMatrix Bonds(YumaInput input)
    {
        var lastTempo = input.LastStep.Value > 0
            ? (long)input.LastStep.Value + 1
            : Math.Max(0, (long)input.Block.Value - input.Parameters.Tempo);
        return Matrix(input.Neurons, neuron => neuron.Bonds.Select(bond => CellOf(bond.Uid, bond.Value)))
            .Where((_, column, _) => lastTempo > input.Neurons[column].RegisteredAt.Value);
    }

    private static SparseMatrix Matrix(ImmutableArray<YumaNeuron> neurons, Func<YumaNeuron, IEnumerable<Cell>> row) =>
        new([.. neurons.Select(neuron => row(neuron).ToArray())]);

    private static Cell CellOf(Uid uid, ushort value) => new(uid.Value, I32F32.From(value));

    private static ImmutableArray<ushort> Proportions(I32F32[] column) => [.. column.Select(value => value.ToProportion())];

    private static ImmutableArray<ImmutableArray<ChainBond>> Stored(SparseMatrix bonds, bool[] permits)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<ChainBond>>(bonds.Count);
        for (var i = 0; i < bonds.Count; i++)
        {
            var row = permits[i] ? bonds.Row(i) : [];
            var stored = ImmutableArray.CreateBuilder<ChainBond>(row.Length);
            foreach (var cell in row)
                stored.Add(new ChainBond(new((ushort)cell.Column), cell.Value.ToProportion()));
            rows.Add(stored.MoveToImmutable());
        }

        return rows.MoveToImmutable();
    }

    private static void Check(YumaInput input)
    {
        var count = input.Neurons.Length;
        if (input.Owner?.Value >= count)
            throw new ArgumentException($"The owner is uid {input.Owner}, the epoch has {count} neurons.", nameof(input));

        for (var uid = 0; uid < count; uid++)
            foreach (var named in input.Neurons[uid].Weights.Select(weight => weight.Uid).Concat(input.Neurons[uid].Bonds.Select(bond => bond.Uid)))
                if (named.Value >= count)
                    throw new ArgumentException($"Uid {uid} names uid {named}, the epoch has {count} neurons.", nameof(input));
    }
}
