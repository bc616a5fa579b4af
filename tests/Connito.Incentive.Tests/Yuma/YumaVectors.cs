using System.Collections.Immutable;
using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Incentive.Yuma;

namespace Connito.Incentive.Tests.Yuma;

/// <summary>tests/vectors/crypto/yuma.json: epochs of the reference simulator.</summary>
internal static class YumaVectors
{
    private static readonly JsonElement Document = Load();

    public static ImmutableArray<JsonElement> Epochs { get; } = [.. Document.GetProperty("epochs").EnumerateArray()];

    public static IEnumerable<long[]> FixedPoint(string operation) =>
        Document.GetProperty("fixed_point_i32f32").GetProperty(operation).EnumerateArray().Select(row => Longs(row).ToArray());

    public static YumaInput Input(JsonElement epoch)
    {
        var input = epoch.GetProperty("input");
        var neurons = Enumerable.Range(0, input.GetProperty("n").GetInt32()).Select(uid => Neuron(input, uid));
        return new YumaInput(
            new BlockNumber(input.GetProperty("block").GetUInt32()), [.. neurons], input.GetProperty("rao_emission").GetUInt64(), Parameters(input))
        {
            Owner = input.GetProperty("owner_uid") is { ValueKind: JsonValueKind.Number } owner ? new Uid(owner.GetUInt16()) : null,
            LastStep = new BlockNumber(input.GetProperty("last_mechanism_step_block").GetUInt32()),
        };
    }

    public static IEnumerable<long> Longs(JsonElement numbers) => numbers.EnumerateArray().Select(number => number.GetInt64());

    /// <summary>A map of rows, as pairs; a uid that is not named has an empty row.</summary>
    public static ImmutableArray<(ushort Uid, ushort Value)> Row(JsonElement rows, int uid) =>
        rows.TryGetProperty(uid.ToString(), out var row)
            ? [.. row.EnumerateArray().Select(pair => (pair[0].GetUInt16(), pair[1].GetUInt16()))]
            : [];

    private static YumaNeuron Neuron(JsonElement input, int uid) => new(
        new I64F64(UInt128.Parse(input.GetProperty("total_stake_i64f64_bits")[uid].GetRawText())),
        new BlockNumber(input.GetProperty("last_update")[uid].GetUInt32()),
        new BlockNumber(input.GetProperty("block_at_registration")[uid].GetUInt32()),
        input.GetProperty("validator_permit")[uid].GetBoolean(),
        [.. Row(input.GetProperty("weights"), uid).Select(pair => new ChainWeight(new Uid(pair.Uid), pair.Value))],
        [.. Row(input.GetProperty("bonds"), uid).Select(pair => new ChainBond(new Uid(pair.Uid), pair.Value))])
    {
        EarliestCommit = input.TryGetProperty("commit_blocks", out var commits) && commits[uid].ValueKind == JsonValueKind.Number
            ? new BlockNumber(commits[uid].GetUInt32())
            : null,
    };

    private static YumaParameters Parameters(JsonElement input) => new()
    {
        Tempo = input.GetProperty("tempo").GetUInt16(),
        ActivityCutoffBlocks = input.GetProperty("activity_cutoff").GetUInt32(),
        StakeThreshold = input.GetProperty("stake_threshold").GetUInt64(),
        MaxAllowedValidators = input.GetProperty("max_allowed_validators").GetUInt16(),
        Kappa = input.GetProperty("kappa").GetUInt16(),
        BondsPenalty = input.GetProperty("bonds_penalty").GetUInt16(),
        BondsMovingAverage = input.GetProperty("bonds_moving_average").GetUInt64(),
        Yuma3 = input.GetProperty("yuma3").GetBoolean(),
        LiquidAlpha = input.GetProperty("liquid_alpha").GetBoolean(),
        AlphaLow = input.GetProperty("alpha_low").GetUInt16(),
        AlphaHigh = input.GetProperty("alpha_high").GetUInt16(),
        AlphaSigmoidSteepness = input.GetProperty("alpha_sigmoid_steepness").GetInt16(),
        CommitReveal = input.GetProperty("commit_reveal_enabled").GetBoolean(),
    };

    private static JsonElement Load()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Connito.sln")))
            {
                using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, "tests", "vectors", "crypto", "yuma.json")));
                return file.RootElement.Clone();
            }

        throw new DirectoryNotFoundException($"Connito.sln is not above {AppContext.BaseDirectory}.");
    }
}
