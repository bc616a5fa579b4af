using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Connito.Neuron.Store;

/// <summary>The SQLite file behind a neuron: write-ahead log, every commit on disk before it counts, migrations by number.</summary>
internal sealed class NeuronDatabase
{
    private const string MigrationPrefix = "migration.";

    private readonly string _connectionString;

    /// <summary>Opens or creates the file and brings it to the newest schema.</summary>
    /// <exception cref="NeuronException">A newer release wrote it.</exception>
    public NeuronDatabase(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        Migrate(connection, path);
    }

    /// <summary>The number of the newest migration in this release.</summary>
    public static int NewestSchema => Migrations().Max(migration => migration.Number);

    /// <summary>A connection of the caller's own; dispose it soon.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
        return connection;
    }

    private static void Migrate(SqliteConnection connection, string path)
    {
        int current = connection.QuerySingle<int>("PRAGMA user_version");
        if (current > NewestSchema)
            throw new NeuronException($"{path} has schema {current}, this release knows up to {NewestSchema}: run the release that wrote it, or a newer one.");

        foreach (var (number, sql) in Migrations().Where(migration => migration.Number > current))
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(sql, transaction: transaction);
            // A pragma takes no parameters; the number is ours.
            connection.Execute($"PRAGMA user_version = {number}", transaction: transaction);
            transaction.Commit();
        }
    }

    private static IEnumerable<(int Number, string Sql)> Migrations()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(MigrationPrefix, StringComparison.Ordinal))
            .Select(name => (int.Parse(name.AsSpan(MigrationPrefix.Length, 4), CultureInfo.InvariantCulture), Read(assembly, name)))
            .OrderBy(migration => migration.Item1);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
