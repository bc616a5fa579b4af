using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>Reads a subnet's settings, each by the name of its storage entry.</summary>
internal static class HyperparameterReader
{
    private const string Pallet = StoredMetagraph.Pallet;

    private static readonly string[] Required =
    [
        "NetworksAdded", "Tempo", "WeightsSetRateLimit", "MinAllowedWeights", "MaxWeightsLimit", "WeightsVersionKey",
        "CommitRevealWeightsEnabled", "ImmunityPeriod", "Burn", "NetworkRegistrationAllowed", "MaxAllowedUids", "MaxAllowedValidators",
        "ServingRateLimit",
    ];

    private static readonly string[] Optional = ["MinBurn", "MaxBurn", "Kappa", "BondsMovingAverage", "RevealPeriodEpochs"];

    /// <exception cref="SubnetNotFoundException">No such subnet at that block.</exception>
    internal static async Task<SubnetHyperparameters> ReadAsync(ChainState state, Netuid netuid, CancellationToken cancellation)
    {
        string[] entries = [.. Required, .. Optional.Where(entry => state.Has(Pallet, entry))];
        var values = await state.GetManyAsync([.. entries.Select(entry => new StorageQuery(Pallet, entry, netuid))], cancellation);
        var settings = entries.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second!);
        if (!settings["NetworksAdded"].AsBoolean())
            throw new SubnetNotFoundException(netuid, state.Block);

        return new()
        {
            Netuid = netuid,
            Tempo = settings["Tempo"].AsUInt16(),
            WeightsRateLimitBlocks = settings["WeightsSetRateLimit"].AsUInt64(),
            MinAllowedWeights = settings["MinAllowedWeights"].AsUInt16(),
            MaxWeightsLimit = settings["MaxWeightsLimit"].AsUInt16(),
            WeightsVersionKey = settings["WeightsVersionKey"].AsUInt64(),
            CommitRevealWeightsEnabled = settings["CommitRevealWeightsEnabled"].AsBoolean(),
            ImmunityPeriodBlocks = settings["ImmunityPeriod"].AsUInt16(),
            Burn = new(settings["Burn"].AsUInt64()),
            RegistrationAllowed = settings["NetworkRegistrationAllowed"].AsBoolean(),
            MaxAllowedUids = settings["MaxAllowedUids"].AsUInt16(),
            MaxAllowedValidators = settings["MaxAllowedValidators"].AsUInt16(),
            ServingRateLimitBlocks = settings["ServingRateLimit"].AsUInt64(),
            MinBurn = Find("MinBurn") is { } minBurn ? new Tao(minBurn.AsUInt64()) : null,
            MaxBurn = Find("MaxBurn") is { } maxBurn ? new Tao(maxBurn.AsUInt64()) : null,
            Kappa = Find("Kappa")?.AsUInt16(),
            BondsMovingAverage = Find("BondsMovingAverage")?.AsUInt64(),
            RevealPeriodEpochs = Find("RevealPeriodEpochs")?.AsUInt64(),
        };

        ScaleValue? Find(string entry) => settings.GetValueOrDefault(entry);
    }
}
