using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Dapper;

namespace Connito.Neuron.Store;

/// <summary>Points of miners by cycle, newest last. A hotkey keeps its points, a uid does not: a slot changes hands.</summary>
internal sealed class ScoreLog(NeuronDatabase database)
{
    /// <summary>Points kept of one hotkey.</summary>
    private const int KeptPoints = 80;

    /// <summary>Stores a cycle's points at once; those it already has for the cycle are replaced.</summary>
    public void Record(uint cycle, IEnumerable<(Uid Uid, Hotkey Hotkey, double Points)> points)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM point WHERE cycle = @Cycle", new { Cycle = (long)cycle }, transaction);
        foreach (var (uid, hotkey, value) in points)
        {
            connection.Execute(
                "INSERT INTO point (hotkey, cycle, uid, points) VALUES (@Hotkey, @Cycle, @Uid, @Points)",
                new { Hotkey = hotkey.ToString(), Cycle = (long)cycle, Uid = (long)uid.Value, Points = value }, transaction);
            connection.Execute(
                """
                DELETE FROM point WHERE hotkey = @Hotkey AND cycle NOT IN
                    (SELECT cycle FROM point WHERE hotkey = @Hotkey ORDER BY cycle DESC LIMIT @Kept)
                """,
                new { Hotkey = hotkey.ToString(), Kept = KeptPoints }, transaction);
        }

        transaction.Commit();
    }

    /// <summary>The last <paramref name="count"/> points of a hotkey, oldest first.</summary>
    public ImmutableArray<double> Last(Hotkey hotkey, int count)
    {
        using var connection = database.Open();
        return [.. connection
            .Query<double>("SELECT points FROM point WHERE hotkey = @Hotkey ORDER BY cycle DESC LIMIT @Count", new { Hotkey = hotkey.ToString(), Count = count })
            .Reverse()];
    }
}
