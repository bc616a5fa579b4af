using System.Collections.Immutable;
using System.Text.Json;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Localnet;

/// <summary>What a chain begins with. The same genesis and the same extrinsics give the same state, to the hash.</summary>
/// <param name="Accounts">Who has what at the start.</param>
/// <param name="Subnets">Subnets that are open at the start; more can be registered.</param>
/// <param name="Parameters">Network-wide values by their storage item's name, such as <c>StakeThreshold</c>; what is not named keeps the
/// chain's default.</param>
/// <param name="LoopbackAxons">Whether neurons may advertise 127.0.0.1 and ::1. Subtensor forbids it; a chain for one machine needs it.</param>
/// <param name="LeastTempo">The least tempo a subnet's owner may set, in blocks. Subtensor's is 360.</param>
// Defaults stand in the parameters: what a file leaves out, generated JSON code would set to zero in properties.
public sealed record Genesis(
    ImmutableArray<GenesisAccount> Accounts = default,
    ImmutableArray<GenesisSubnet> Subnets = default,
    ImmutableSortedDictionary<string, JsonElement>? Parameters = null,
    bool LoopbackAxons = true,
    ushort LeastTempo = 2)
{
    /// <summary>Who has what at the start.</summary>
    public ImmutableArray<GenesisAccount> Accounts { get; init; } = Accounts.IsDefault ? [] : Accounts;

    /// <summary>Subnets that are open at the start; more can be registered.</summary>
    public ImmutableArray<GenesisSubnet> Subnets { get; init; } = Subnets.IsDefault ? [] : Subnets;

    /// <summary>Network-wide values by their storage item's name.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Parameters { get; init; } =
        Parameters ?? ImmutableSortedDictionary<string, JsonElement>.Empty;

    /// <summary>Reads a genesis file.</summary>
    /// <exception cref="LocalnetException">The file is not there, or is no genesis.</exception>
    public static Genesis Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException fault)
        {
            throw new LocalnetException($"A genesis file wanted at '{path}': {fault.Message}", fault);
        }
    }

    /// <summary>Reads a genesis from JSON.</summary>
    /// <exception cref="LocalnetException">The text is no genesis; the message says where.</exception>
    public static Genesis Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, GenesisJson.Default.Genesis) ?? throw new LocalnetException("A genesis wanted; null came.");
        }
        catch (JsonException fault)
        {
            throw new LocalnetException($"No genesis: {fault.Message}", fault);
        }
    }

    /// <summary>This genesis as JSON, for <see cref="Parse"/>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, GenesisJson.Default.Genesis);

    /// <summary>Substrate's development accounts, rich, and subnet 1 of Alice's with Alice as its first neuron.</summary>
    public static Genesis Development()
    {
        var names = new[] { "Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie" };
        var accounts = names.Select(name => AccountOf($"//{name}")).ToList();
        return new Genesis
        {
            Accounts = [.. accounts.Select(account => new GenesisAccount(account, 1_000_000m))],
            Subnets =
            [
                new GenesisSubnet(new Netuid(1), new Coldkey(accounts[0]), new Hotkey(accounts[0]))
                {
                    Neurons = [new GenesisNeuron(new Hotkey(accounts[0]), new Coldkey(accounts[0]), 1_000m) { ValidatorPermit = true }],
                    Hyperparameters = GenesisSubnet.Relaxed,
                },
            ],
        };
    }

    private static AccountId AccountOf(string uri)
    {
        using var key = Keypair.FromUri(uri);
        return key.Account;
    }
}

/// <summary>An account and its balance in TAO.</summary>
public sealed record GenesisAccount(AccountId Account, decimal Tao);

/// <summary>A subnet that is open at the start, and emits from the first block on.</summary>
/// <param name="Netuid">Its number, not 0.</param>
/// <param name="Owner">The coldkey that may change it.</param>
/// <param name="OwnerHotkey">The hotkey that the owner's cut is staked on.</param>
/// <param name="Hyperparameters">Hyperparameters by their storage item's name, such as <c>Tempo</c>; what is not named keeps the chain's
/// default, but for commit-reveal, which is off.</param>
/// <param name="Neurons">Neurons that are registered at the start, by uid from 0 on.</param>
public sealed record GenesisSubnet(
    Netuid Netuid,
    Coldkey Owner,
    Hotkey OwnerHotkey,
    ImmutableSortedDictionary<string, JsonElement>? Hyperparameters = null,
    ImmutableArray<GenesisNeuron> Neurons = default)
{
    /// <summary>Hyperparameters by their storage item's name.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Hyperparameters { get; init; } =
        Hyperparameters ?? ImmutableSortedDictionary<string, JsonElement>.Empty;

    /// <summary>Neurons that are registered at the start, by uid from 0 on.</summary>
    public ImmutableArray<GenesisNeuron> Neurons { get; init; } = Neurons.IsDefault ? [] : Neurons;

    /// <summary>Hyperparameters for trials on one machine: short epochs, hardly any rate limit, cheap registration.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Relaxed { get; } = JsonDocument.Parse("""
        {
          "Tempo": 20, "WeightsSetRateLimit": 0, "MinAllowedWeights": 1, "ServingRateLimit": 0, "ImmunityPeriod": 100, "MinNonImmuneUids": 0,
          "MaxRegistrationsPerBlock": 64, "TargetRegistrationsPerInterval": 64, "Burn": 1000000, "ActivityCutoffFactorMilli": 20000
        }
        """).RootElement.EnumerateObject().ToImmutableSortedDictionary(property => property.Name, property => property.Value);
}

/// <summary>A neuron that is registered at the start.</summary>
/// <param name="Hotkey">Its hotkey.</param>
/// <param name="Coldkey">The coldkey that owns it.</param>
/// <param name="Stake">Alpha of its own, in units of one TAO.</param>
public sealed record GenesisNeuron(Hotkey Hotkey, Coldkey Coldkey, decimal Stake)
{
    /// <summary>Whether it may set weights before the first epoch.</summary>
    public bool ValidatorPermit { get; init; }
}
