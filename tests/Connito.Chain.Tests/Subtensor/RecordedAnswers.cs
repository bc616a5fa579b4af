using System.Text.Json;
using Connito.Chain.Tests.Metadata;
using Connito.Chain.Tests.Rpc;

namespace Connito.Chain.Tests.Subtensor;

/// <summary>What a real node answered, replayed to the same questions.</summary>
internal sealed class RecordedAnswers
{
    private static readonly Lazy<JsonElement> File = new(() => RecordedChain.Json("recorded-rpc.json").GetProperty("records"));

    private readonly Dictionary<string, JsonElement> _answers = [];

    internal RecordedAnswers(string group)
    {
        foreach (var record in File.Value.EnumerateArray().Where(record => record.GetProperty("group").GetString() == group))
        {
            if (record.TryGetProperty("result", out var result))
                _answers[QuestionOf(record.GetProperty("method").GetString()!, record.GetProperty("params"))] = result;
        }
    }

    internal async Task<bool> TryAnswerAsync(FakeConnection connection, FakeRequest request)
    {
        if (!_answers.TryGetValue(QuestionOf(request.Method, request.Params), out var answer))
            return false;

        await connection.AnswerAsync(request, answer.GetRawText());
        return true;
    }

    internal static JsonElement Result(int id) =>
        File.Value.EnumerateArray().Single(record => record.GetProperty("id").GetInt32() == id).GetProperty("result");

    /// <summary>
    /// The SDK asks for the same in its own way: other method names for one read, all columns of a metagraph, pages of 100 keys that begin
    /// at the prefix itself.
    /// </summary>
    private static string QuestionOf(string method, JsonElement arguments) => method switch
    {
        "chain_getHead" => "chain_getBlockHash",
        "state_getRuntimeVersion" => method,
        "state_getStorageAt" => $"state_getStorage {arguments[0]} {arguments[1]}",
        "state_call" => $"{method} {arguments[0]} {arguments[2]}",
        "state_getKeysPaged" => $"{method} {arguments[0]} {(IsFirstPage(arguments) ? "" : arguments[2])} {arguments[3]}",
        _ => string.Join(' ', arguments.EnumerateArray().Where(argument => argument.ValueKind != JsonValueKind.Null)
            .Select(argument => argument.ToString()).Prepend(method)),
    };

    private static bool IsFirstPage(JsonElement arguments) =>
        arguments[2].ValueKind == JsonValueKind.Null || arguments[2].GetString() == arguments[0].GetString();
}
