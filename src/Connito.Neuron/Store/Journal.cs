using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;

namespace Connito.Neuron.Store;

/// <summary>Results of steps, on disk before the next step begins: a restarted neuron goes on at the first step without one.</summary>
internal sealed class Journal(NeuronDatabase database, TimeProvider time)
{
    /// <summary>The result of a step, or null when it has none.</summary>
    public T? Find<T>(StepName step, JsonTypeInfo<T> type)
        where T : class
    {
        using var connection = database.Open();
        string? result = connection.QuerySingleOrDefault<string>(
            "SELECT result FROM step WHERE cycle = @Cycle AND stage = @Stage AND hotkey = @Hotkey", Key(step));
        return result is null ? null : JsonSerializer.Deserialize(result, type);
    }

    /// <summary>Stores the result of a step. A step has one result: a second is not taken, and the first is returned.</summary>
    public T Record<T>(StepName step, T result, JsonTypeInfo<T> type)
        where T : class
    {
        using var connection = database.Open();
        connection.Execute(
            "INSERT OR IGNORE INTO step (cycle, stage, hotkey, result, at) VALUES (@Cycle, @Stage, @Hotkey, @Result, @At)",
            new { Cycle = (long)step.Cycle, step.Stage, Hotkey = step.HotkeyText, Result = JsonSerializer.Serialize(result, type), At = time.GetUtcNow().ToString("O") });
        return Find(step, type)!;
    }

    /// <summary>The stored result, or that of <paramref name="work"/>, stored before it is returned.</summary>
    /// <remarks>A process killed inside <paramref name="work"/> runs it again: what it does outside must bear that.</remarks>
    public async Task<T> OnceAsync<T>(StepName step, JsonTypeInfo<T> type, Func<Task<T>> work)
        where T : class =>
        Find(step, type) ?? Record(step, await work(), type);

    /// <summary>The result of the newest cycle that has the stage, with that cycle; null before the first.</summary>
    public (uint Cycle, T Result)? FindNewest<T>(string stage, JsonTypeInfo<T> type)
        where T : class
    {
        using var connection = database.Open();
        var row = connection.QuerySingleOrDefault<(long Cycle, string Result)?>(
            "SELECT cycle, result FROM step WHERE stage = @Stage AND hotkey = '' ORDER BY cycle DESC LIMIT 1", new { Stage = stage });
        return row is null ? null : ((uint)row.Value.Cycle, JsonSerializer.Deserialize(row.Value.Result, type)!);
    }

    /// <summary>Forgets the steps of cycles before <paramref name="cycle"/>.</summary>
    public void Prune(uint cycle)
    {
        using var connection = database.Open();
        connection.Execute("DELETE FROM step WHERE cycle < @Cycle", new { Cycle = (long)cycle });
    }

    private static object Key(StepName step) => new { Cycle = (long)step.Cycle, step.Stage, Hotkey = step.HotkeyText };
}
