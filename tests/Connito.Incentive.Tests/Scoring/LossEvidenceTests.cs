using System.Collections.Immutable;
using Connito.Incentive.Scoring;

namespace Connito.Incentive.Tests.Scoring;

public class LossEvidenceTests
{
    [Fact]
    public void Evidence_is_the_paired_t_test()
    {
        // Gains 0.1, 0.2, 0.3, 0.4: mean 0.25, sample deviation 0.1290994, t(0.95, 3) = 2.3533634.
        var evidence = LossEvidence.Of(new PairedLosses([1, 2, 3, 4], [0.9, 1.8, 2.7, 3.6]));

        Assert.Equal(2.5, evidence.Baseline, 12);
        Assert.Equal(2.25, evidence.Loss, 12);
        Assert.Equal(0.25, evidence.MeanGain, 12);
        Assert.Equal(0.0645497, evidence.StandardError, 7);
        Assert.Equal(0.25 - 2.3533634 * 0.0645497, evidence.LowerBound, 6);
        Assert.Equal(4, evidence.Count);
    }

    [Fact]
    public void Difficulty_of_the_sequences_is_not_noise()
    {
        var easy = LossEvidence.Of(new PairedLosses([1, 1, 1], [0.9, 0.8, 0.7]));
        var hard = LossEvidence.Of(new PairedLosses([1, 50, 9], [0.9, 49.8, 8.7]));

        Assert.Equal(easy.LowerBound, hard.LowerBound, 9);
    }

    [Fact]
    public void A_loss_lower_by_a_constant_never_lowers_the_bound() =>
        Gen.Select(Gen.Double[0, 12].Array[2, 40], Gen.Double[-1, 1].Array[40], Gen.Double[0, 5]).Sample((baseline, gains, further) =>
        {
            var candidate = baseline.Select((loss, i) => loss - gains[i]);
            var plain = LossEvidence.Of(new PairedLosses([.. baseline], [.. candidate]));
            var better = LossEvidence.Of(new PairedLosses([.. baseline], [.. candidate.Select(loss => loss - further)]));
            return better.LowerBound >= plain.LowerBound - 1e-9 && plain.LowerBound <= plain.MeanGain;
        });

    [Fact]
    public void The_bound_exceeds_no_gain_in_one_of_twenty_evaluations()
    {
        var random = new Random(7);
        var exceeded = Enumerable.Range(0, 4000).Count(_ => LossEvidence.Of(new PairedLosses(
            [.. Enumerable.Repeat(3.0, 8)], [.. Enumerable.Range(0, 8).Select(_ => 3 + Normal(random))])).LowerBound > 0);

        Assert.InRange(exceeded / 4000.0, 0.04, 0.06);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_loss_that_is_not_finite_on_any_sequence_rejects_the_submission(double loss)
    {
        var outcome = SubmissionOutcome.Of(new PairedLosses([1, 1, 1], [0.1, loss, 0.1]));

        Assert.Contains("sequence 1 of 3", Assert.IsType<SubmissionOutcome.Rejected>(outcome).Reason);
    }

    [Fact]
    public void A_baseline_that_is_not_finite_is_no_fault_of_the_miner() =>
        Assert.Throws<ArgumentException>(() => new PairedLosses([1, double.NaN], [1, 1]));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(0, 0)]
    public void Losses_that_do_not_pair_or_are_too_few_are_refused(int baseline, int candidate) =>
        Assert.Throws<ArgumentException>(() => new PairedLosses(
            [.. Enumerable.Repeat(1.0, baseline)], ImmutableArray.CreateRange(Enumerable.Repeat(1.0, candidate))));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
