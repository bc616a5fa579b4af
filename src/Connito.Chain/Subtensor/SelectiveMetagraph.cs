using System.Collections.Immutable;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Subtensor;

/// <summary>The metagraph by one call of the runtime, which gives the columns that are asked for.</summary>
internal static class SelectiveMetagraph
{
    private const string Api = "SubnetInfoRuntimeApi";
    private const string Method = "get_selective_mechagraph";
    private const byte MainMechanism = 0;

    private static readonly ImmutableArray<string> Wanted =
    [
        "block", "hotkeys", "coldkeys", "axons", "active", "validator_permit", "last_update", "emission", "dividends", "incentives",
        "consensus", "trust", "rank", "block_at_registration", "total_stake",
    ];

    internal static bool IsOffered(ChainRuntime runtime) =>
        runtime.Metadata.Apis.Any(api => api.Name == Api && api.Methods.Any(method => method.Name == Method));

    /// <exception cref="SubnetNotFoundException">No such subnet at that block.</exception>
    internal static async Task<MetagraphColumns> ReadAsync(ChainState state, Netuid netuid, CancellationToken cancellation)
    {
        // The runtime leaves validator trust out of its metagraph.
        var trust = state.GetAsync(new(StoredMetagraph.Pallet, StoredMetagraph.ValidatorTrust, netuid), cancellation);
        var answer = await state.CallAsync(Api, Method, [netuid, MainMechanism, IndexesOf(state.Runtime)], cancellation);
        var graph = answer.AsOption() ?? throw new SubnetNotFoundException(netuid, state.Block);

        return new(new(Field(graph, "block").AsUInt32()), Column(graph, "hotkeys"), Column(graph, "coldkeys"))
        {
            Active = Column(graph, "active"),
            ValidatorPermit = Column(graph, "validator_permit"),
            Stake = Column(graph, "total_stake"),
            Consensus = Column(graph, "consensus"),
            Incentive = Column(graph, "incentives"),
            Dividends = Column(graph, "dividends"),
            ValidatorTrust = (await trust)!.Items,
            Trust = Column(graph, "trust"),
            Rank = Column(graph, "rank"),
            Emission = Column(graph, "emission"),
            LastUpdate = Column(graph, "last_update"),
            RegisteredAt = Column(graph, "block_at_registration"),
            Axons = Column(graph, "axons")!,
        };
    }

    /// <summary>A column's number in a request is its place in the answer's struct.</summary>
    private static ScaleValue IndexesOf(ChainRuntime runtime)
    {
        var types = runtime.Metadata.Types;
        var option = runtime.Metadata.CasesOf(runtime.Metadata.ApiMethod(Api, Method).Output);
        var graph = option.Single(candidate => candidate.Name == "Some").Fields.Single().Type;
        var names = types[graph].Shape is TypeShape.Composite(var fields) ? fields.Select(field => field.Name).ToList() : [];
        return ScaleValue.List(Wanted, name => names.IndexOf(name) is >= 0 and var index
            ? index
            : throw new MissingInRuntimeException("metagraph column", name));
    }

    private static ScaleValue Field(ScaleValue graph, string name) =>
        graph[name].AsOption() ?? throw new ChainException($"The metagraph's {name} was asked for; the node left it out.");

    private static ImmutableArray<ScaleValue> Column(ScaleValue graph, string name) => Field(graph, name).Items;
}
