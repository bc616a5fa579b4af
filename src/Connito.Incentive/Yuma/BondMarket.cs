using System.Collections.Immutable;

namespace Connito.Incentive.Yuma;

/// <summary>An epoch's bonds and what they pay: the memory that rewards validators for finding good miners early.</summary>
/// <param name="Stored">Bonds as proportions of one, ready to be stored.</param>
/// <param name="Dividends">Each validator's share, summing to about one, or all zero.</param>
internal sealed record BondMarket(SparseMatrix Stored, I32F32[] Dividends)
{
    /// <param name="input">The epoch, for its parameters.</param>
    /// <param name="old">Stored bonds as raw whole numbers, outdated ones already dropped.</param>
    /// <param name="purchases">What this epoch's weights buy: the weights after the bonds penalty.</param>
    /// <param name="activeStake">Stake of validators that count.</param>
    /// <param name="consensus">The majority's weights.</param>
    /// <param name="incentive">Miners' shares, which bonds turn into dividends.</param>
    public static BondMarket Of(
        YumaInput input, SparseMatrix old, SparseMatrix purchases, I32F32[] activeStake, I32F32[] consensus, I32F32[] incentive) =>
        input.Parameters.Yuma3
            ? Yuma3(input.Parameters, old, purchases, activeStake, consensus, incentive)
            : Yuma2(input.Parameters, old, purchases, activeStake, incentive);

    private static BondMarket Yuma2(
        YumaParameters parameters, SparseMatrix old, SparseMatrix purchases, I32F32[] activeStake, I32F32[] incentive)
    {
        var bought = purchases.Select((row, _, value) => value * activeStake[row]).NormalizeColumns();
        var bonds = MovingAverage(parameters, bought, old.NormalizeColumns()).NormalizeColumns();
        return new BondMarket(bonds.UpscaleColumns(), FixedVector.Normalize(bonds.Multiply(incentive)));
    }

    private static BondMarket Yuma3(
        YumaParameters parameters, SparseMatrix old, SparseMatrix purchases, I32F32[] activeStake, I32F32[] consensus, I32F32[] incentive)
    {
        old = old.Select((_, _, value) => value / I32F32.From(ushort.MaxValue));
        var isLiquid = parameters.LiquidAlpha && consensus.Any(value => value != I32F32.Zero);
        var bonds = isLiquid ? LiquidAverage(parameters, purchases, old, consensus) : MovingAverage(parameters, purchases, old);
        var totals = bonds.NormalizeColumns().Multiply(incentive);
        return new BondMarket(bonds, FixedVector.Normalize([.. totals.Zip(activeStake, (total, stake) => total * stake)]));
    }

    private static SparseMatrix MovingAverage(YumaParameters parameters, SparseMatrix bought, SparseMatrix old)
    {
        var alpha = I32F32.One - I64F64.Ratio(parameters.BondsMovingAverage, 1_000_000);
        return SparseMatrix.OfPositive(bought.Count, i =>
            [.. bought.DenseRow(i).Zip(old.DenseRow(i), (purchase, bond) => alpha * purchase + (I32F32.One - alpha) * bond)]);
    }

    /// <summary>An average whose rate differs by bond. Only what this epoch's row names keeps a bond: an absent uid loses it at once.</summary>
    private static SparseMatrix LiquidAverage(YumaParameters parameters, SparseMatrix bought, SparseMatrix old, I32F32[] consensus)
    {
        var bonds = ImmutableArray.CreateRange(Enumerable.Range(0, old.Count).Select(old.DenseRow));
        return bought.Select((row, column, purchase) =>
        {
            var bond = bonds[row][column];
            var alpha = LiquidAlpha(parameters, consensus[column], purchase, bond);
            return I32F32.Min(alpha * purchase + (I32F32.One - alpha) * bond, I32F32.One);
        }).Where((_, _, value) => value > I32F32.Zero);
    }

    private static I32F32 LiquidAlpha(YumaParameters parameters, I32F32 consensus, I32F32 purchase, I32F32 bond)
    {
        var low = I32F32.FromProportion(parameters.AlphaLow);
        var high = I32F32.FromProportion(parameters.AlphaHigh);
        var difference = I32F32.Clamp(purchase >= bond ? purchase - consensus : bond - purchase, I32F32.Zero, I32F32.One);
        var half = I32F32.One / I32F32.From(2);
        var exponent = I32F32.From(parameters.AlphaSigmoidSteepness) / I32F32.From(-100) * (difference - half);
        var sigmoid = I32F32.One / (I32F32.One + I32F32.Exp(exponent));
        return I32F32.Clamp(low + sigmoid * (high - low), low, high);
    }
}
