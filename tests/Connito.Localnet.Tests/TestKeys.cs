using Connito.Chain.Crypto;
using Connito.Chain.Primitives;

namespace Connito.Localnet.Tests;

/// <summary>Substrate's development keys, and hotkeys of theirs.</summary>
internal static class TestKeys
{
    public static Keypair Alice { get; } = Keypair.FromUri("//Alice");

    public static Keypair Bob { get; } = Keypair.FromUri("//Bob");

    public static Keypair Charlie { get; } = Keypair.FromUri("//Charlie");

    /// <summary>Registered with a permit and stake as uid 0.</summary>
    public static Keypair Validator { get; } = Keypair.FromUri("//Bob//validator");

    /// <summary>Registered as uid 1.</summary>
    public static Keypair MinerOne { get; } = Keypair.FromUri("//Charlie//1");

    /// <summary>Registered as uid 2.</summary>
    public static Keypair MinerTwo { get; } = Keypair.FromUri("//Charlie//2");

    /// <summary>Alice's; the owner's hotkey, not registered.</summary>
    public static Keypair OwnerHotkey { get; } = Keypair.FromUri("//Alice//owner");

    /// <summary>Nobody's.</summary>
    public static Keypair Stranger { get; } = Keypair.FromUri("//Stranger");

    /// <summary>Subnet 1 of Alice's with one validator of Bob's and two miners of Charlie's.</summary>
    /// <param name="hyperparameters">JSON of what differs from <see cref="GenesisSubnet.Relaxed"/>.</param>
    public static Genesis Genesis(string hyperparameters = "{}")
    {
        var json = System.Text.Json.JsonDocument.Parse(hyperparameters).RootElement;
        return new Genesis
        {
            Accounts =
            [
                .. new[] { Alice, Bob, Charlie, Validator, MinerOne }.Select(key => new GenesisAccount(key.Account, 1000m)),
            ],
            Subnets =
            [
                new GenesisSubnet(new Netuid(1), Alice.Coldkey, OwnerHotkey.Hotkey)
                {
                    Hyperparameters = GenesisSubnet.Relaxed.SetItems(
                        json.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value))),
                    Neurons =
                    [
                        new GenesisNeuron(Validator.Hotkey, Bob.Coldkey, 100m) { ValidatorPermit = true },
                        new GenesisNeuron(MinerOne.Hotkey, Charlie.Coldkey, 0m),
                        new GenesisNeuron(MinerTwo.Hotkey, Charlie.Coldkey, 0m),
                    ],
                },
            ],
        };
    }
}
