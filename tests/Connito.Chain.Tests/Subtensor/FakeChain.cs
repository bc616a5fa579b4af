using System.Collections.Concurrent;
using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Rpc;
using Connito.Chain.Scale;
using Connito.Chain.Subtensor;
using Connito.Chain.Tests.Metadata;
using Connito.Chain.Tests.Rpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Connito.Chain.Tests.Subtensor;

/// <summary>A chain of a test's own making behind a real socket: blocks, one storage for all of them, and a recorded runtime.</summary>
internal sealed class FakeChain
{
    private readonly List<(BlockHeader Header, string Json, string[] Extrinsics, string? Events)> _blocks = [];
    private readonly SortedDictionary<string, string> _storage = new(StringComparer.Ordinal);

    internal FakeChain(bool offersV15 = false)
    {
        OffersV15 = offersV15;
        AddBlock();
    }

    internal ChainRuntime Runtime { get; } = RecordedChain.Runtime("343-v14");

    internal bool OffersV15 { get; }

    internal uint Nonce { get; set; }

    /// <summary>Answers before the chain does; false leaves the request to the chain.</summary>
    internal Func<FakeConnection, FakeRequest, Task<bool>> Intercept { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Extrinsics submitted, as hex.</summary>
    internal ConcurrentQueue<string> Submitted { get; } = [];

    internal BlockHeader Head => _blocks[^1].Header;

    internal string HeadJson => _blocks[^1].Json;

    internal Task<FakeNode> StartAsync() => FakeNode.StartAsync(HandleAsync);

    internal static Task<SubtensorClient> ConnectAsync(FakeNode node, TimeSpan? submissionTimeout = null) => SubtensorClient.ConnectAsync(
        new()
        {
            Endpoint = node.Endpoint,
            Rpc = new() { CallTimeout = TimeSpan.FromSeconds(10), ReconnectDelay = TimeSpan.FromMilliseconds(10) },
            SubmissionTimeout = submissionTimeout ?? TimeSpan.FromSeconds(20),
        },
        NullLoggerFactory.Instance,
        TimeProvider.System);

    internal void Set(string pallet, string entry, ScaleValue value, params ScaleValue[] keys) =>
        _storage[RpcHex.Of(Runtime.StorageKey(pallet, entry, keys))] = RpcHex.Of(Runtime.EncodeStorage(pallet, entry, value));

    internal BlockHeader AddBlock(string[]? extrinsics = null, ScaleValue? events = null)
    {
        var parent = _blocks.Count == 0 ? default : Head.Hash;
        var json = $$$"""
            {"parentHash":"{{{parent}}}","number":"0x{{{_blocks.Count:x}}}","stateRoot":"{{{new BlockHash(new byte[32])}}}",
             "extrinsicsRoot":"{{{new BlockHash(new byte[32])}}}","digest":{"logs":[]}}
            """;
        var header = HeaderReader.Read(JsonDocument.Parse(json).RootElement);
        var bytes = events is null ? null : RpcHex.Of(Runtime.EncodeStorage("System", "Events", events));
        lock (_blocks)
            _blocks.Add((header, json, extrinsics ?? [], bytes));
        return header;
    }

    /// <summary>An event of the extrinsic with that index.</summary>
    internal static ScaleValue Event(int extrinsic, ScaleValue inner) => ScaleValue.Struct(
        ("phase", ScaleValue.Case("ApplyExtrinsic", extrinsic)),
        ("event", inner),
        ("topics", ScaleValue.List()));

    internal static ScaleValue Success(int extrinsic) =>
        Event(extrinsic, ScaleValue.Case("System", ScaleValue.Case("ExtrinsicSuccess", ("dispatch_info", Info))));

    internal static ScaleValue Failure(int extrinsic, byte pallet, byte error) =>
        Event(extrinsic, ScaleValue.Case("System", ScaleValue.Case(
            "ExtrinsicFailed",
            ("dispatch_error", ScaleValue.Case("Module", ScaleValue.Struct(("index", pallet), ("error", new byte[] { error, 0, 0, 0 })))),
            ("dispatch_info", Info))));

    private static ScaleValue Info => ScaleValue.Struct(
        ("weight", ScaleValue.Struct(("ref_time", 1), ("proof_size", 1))),
        ("class", Word("Normal")), ("pays_fee", Word("No")));

    private static ScaleValue.Variant Word(string name) => new(name, ScaleValue.Composite.NoFields);

    private async Task HandleAsync(FakeConnection connection, FakeRequest request)
    {
        if (request.Method == SubscriptionMethods.Extrinsic.Subscribe)
            Submitted.Enqueue(request.Params[0].GetString()!);
        if (await Intercept(connection, request))
            return;

        if (AnswerTo(request) is { } answer)
            await connection.AnswerAsync(request, answer);
        else
            await connection.FailAsync(request, -32601, "Method not found");
    }

    private string? AnswerTo(FakeRequest request)
    {
        var arguments = request.Params;
        return request.Method switch
        {
            "chain_getBlockHash" when arguments.GetArrayLength() == 0 => Quoted(Head.Hash.ToString()),
            "chain_getBlockHash" => arguments[0].GetInt32() is var n && n < _blocks.Count ? Quoted(_blocks[n].Header.Hash.ToString()) : "null",
            "chain_getFinalizedHead" => Quoted(_blocks[0].Header.Hash.ToString()),
            "chain_getHeader" => arguments.GetArrayLength() == 0 ? HeadJson : Find(arguments[0]).Json,
            "chain_getBlock" => Body(Find(arguments[0])),
            "system_accountNextIndex" => $"{Nonce}",
            "state_getRuntimeVersion" => """{"specName":"node-subtensor","specVersion":343,"transactionVersion":1,"apis":[]}""",
            "state_call" when OffersV15 && arguments[0].GetString() == "Metadata_metadata_at_version" => Quoted(VersionedMetadata()),
            "state_getMetadata" => Quoted(RpcHex.Of(RecordedChain.Blob("343-v14"))),
            "state_getStorage" => ValueOf(arguments[0].GetString()!, arguments[1]),
            "state_queryStorageAt" => Changes(arguments[0], arguments[1]),
            "state_getKeysPaged" => Page(arguments[0].GetString()!, arguments[1].GetInt32(), arguments[2].GetString()),
            var method when method.StartsWith("chain_subscribe", StringComparison.Ordinal) => Quoted(method),
            _ => null,
        };
    }

    private (BlockHeader Header, string Json, string[] Extrinsics, string? Events) Find(JsonElement hash) =>
        _blocks.Single(block => block.Header.Hash.ToString() == hash.GetString());

    private static string Body((BlockHeader Header, string Json, string[] Extrinsics, string? Events) block) =>
        $$$"""{"block":{"header":{{{block.Json}}},"extrinsics":{{{JsonSerializer.Serialize(block.Extrinsics)}}}},"justifications":null}""";

    private string ValueOf(string key, JsonElement at)
    {
        if (key == RpcHex.Of(Runtime.StorageKey("System", "Events")))
            return Find(at).Events is { } events ? Quoted(events) : "null";

        return _storage.TryGetValue(key, out var value) ? Quoted(value) : "null";
    }

    private string Changes(JsonElement keys, JsonElement at)
    {
        var changes = keys.EnumerateArray().Select(key => $"[{key.GetRawText()},{ValueOf(key.GetString()!, at)}]");
        return $$"""[{"block":{{at.GetRawText()}},"changes":[{{string.Join(',', changes)}}]}]""";
    }

    private string Page(string prefix, int count, string? after) => JsonSerializer.Serialize(_storage.Keys
        .Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(key, after) > 0))
        .Take(count));

    private static string VersionedMetadata() =>
        RpcHex.Of(new ScaleWriter().WriteBoolean(true).WriteByteVector(RecordedChain.Blob("343-v15")).WrittenSpan);

    private static string Quoted(string text) => $"\"{text}\"";
}
