using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;
using Dapper;

namespace Connito.Neuron.Store;

/// <summary>The scores of past rounds: what the rolling average, and so every weight, is made of.</summary>
internal sealed class ScoreLog(NeuronDatabase database)
{
    private const int KeptRounds = 80;

    /// <summary>Stores a round's scores at once; those it already has of the round are replaced.</summary>
    public void Record(RoundScores scores)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM point WHERE round = @Round", new { Round = (long)scores.Round.Value }, transaction);
        foreach (var miner in scores.Miners)
        {
            connection.Execute(
                "INSERT INTO point (round, uid, hotkey, score, reason) VALUES (@Round, @Uid, @Hotkey, @Score, @Reason)",
                new { Round = (long)scores.Round.Value, Uid = (long)miner.Uid.Value, Hotkey = miner.Hotkey.ToString(), miner.Score, miner.Reason },
                transaction);
        }

        connection.Execute(
            "DELETE FROM point WHERE round NOT IN (SELECT DISTINCT round FROM point ORDER BY round DESC LIMIT @Kept)",
            new { Kept = KeptRounds }, transaction);
        transaction.Commit();
    }

    /// <summary>The history up to and with <paramref name="last"/>, as if its rounds were added one after the other.</summary>
    public ScoreHistory HistoryUpTo(BlockNumber last)
    {
        using var connection = database.Open();
        return connection
            .Query<(long Round, long Uid, string Hotkey, double Score, string? Reason)>(
                "SELECT round, uid, hotkey, score, reason FROM point WHERE round <= @Last ORDER BY round, uid", new { Last = (long)last.Value })
            .GroupBy(row => row.Round)
            .Select(round => new RoundScores(
                new BlockNumber((uint)round.Key),
                [.. round.Select(row => new MinerScore(new Uid((ushort)row.Uid), Hotkey.Parse(row.Hotkey), row.Score, row.Reason))]))
            .Aggregate(ScoreHistory.Empty, (history, scores) => history.Add(scores));
    }
}
