using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;

namespace Connito.Incentive.Tests.Scoring;

/// <summary>Miners, evidence and rounds to score, and generators of them.</summary>
internal static class Samples
{
    public static Hotkey Hotkey(int number)
    {
        var bytes = new byte[AccountId.Size];
        BitConverter.TryWriteBytes(bytes, number);
        return new Hotkey(new AccountId(bytes));
    }

    public static SubmissionOutcome Gained(double mean, double standardError = 0.001, double baseline = 3) =>
        new SubmissionOutcome.Evaluated(
            new LossEvidence(baseline, baseline - mean, mean, standardError, mean - 2 * standardError, 0.95, 32));

    public static RoundEntry Entry(int uid, SubmissionOutcome outcome, uint committedAt = 10, string? hash = null) =>
        new(new Uid((ushort)uid), Hotkey(uid), new BlockNumber(committedAt), hash ?? $"hash of {uid}", outcome);

    public static double ScoreOf(this RoundScores scores, int uid) => scores.Miners.Single(miner => miner.Uid.Value == uid).Score;

    public static Gen<SubmissionOutcome> Outcomes { get; } = Gen.Frequency(
        (6, Gen.Select(Gen.Double[-0.5, 0.5], Gen.Double[0, 0.05], (mean, error) => Gained(mean, error))),
        // Few values, so that ties happen.
        (2, Gen.Int[1, 3].Select(tenths => Gained(tenths / 10.0))),
        (1, Gen.Const<SubmissionOutcome>(new SubmissionOutcome.Rejected("signature"))),
        (1, Gen.Const<SubmissionOutcome>(new SubmissionOutcome.NotEvaluated("time-out"))));

    public static Gen<ImmutableArray<RoundEntry>> Rounds { get; } =
        Gen.Select(Outcomes, Gen.UInt[10, 14], Gen.Int[0, 20]).Array[1, 12].Select(miners => miners
            .Select((miner, uid) => Entry(uid, miner.Item1, miner.Item2, $"hash {miner.Item3}"))
            .ToImmutableArray());

    public static Gen<ScoreRule> Rules { get; } = Gen.OneOf<ScoreRule>(
        Gen.Const<ScoreRule>(new EvidenceRule()), Gen.Const<ScoreRule>(new RankRule()), Gen.Const<ScoreRule>(RankRule.Reference));
}
