using System.Collections.Immutable;
using System.Text.Json;
using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using Connito.Localnet.Pallets;
using Connito.Localnet.State;

namespace Connito.Localnet.Blocks;

/// <summary>Writes a genesis into an empty state.</summary>
internal static class GenesisState
{
    private static readonly ImmutableDictionary<string, StorageItem> Items =
        SubtensorStorage.Items.Append(CommitmentsPallet.MaxSpace).ToImmutableDictionary(item => item.Name);

    /// <exception cref="LocalnetException">A value's name or kind is unknown, or a neuron appears twice.</exception>
    public static StateSnapshot Of(Genesis genesis)
    {
        var state = new StateOverlay(StateSnapshot.Empty);
        var context = new CallContext(state, default, 0, 0);
        Subnets.Add(state, StakeLedger.Root, default, default, 0);
        foreach (var (account, tao) in genesis.Accounts)
            BalancesPallet.Mint(context, account, RaoOf(tao));
        foreach (var subnet in genesis.Subnets)
            AddSubnet(state, subnet);
        foreach (var (name, value) in genesis.Parameters)
            Set(name, value, () => SetParameter(state, name, value));
        return StateSnapshot.Empty.With(state.Changes);
    }

    private static void AddSubnet(StateOverlay state, GenesisSubnet subnet)
    {
        var netuid = subnet.Netuid.Value;
        if (netuid == StakeLedger.Root || SubtensorStorage.NetworksAdded.Get(state, netuid))
            throw new LocalnetException($"A subnet's number from 1 on, each once, wanted in the genesis; {netuid} came.");

        Subnets.Add(state, netuid, subnet.Owner.Account, subnet.OwnerHotkey.Account, 0);
        Subnets.Start(state, netuid, 0);
        Registration.Own(state, subnet.OwnerHotkey.Account, subnet.Owner.Account);
        foreach (var (name, value) in subnet.Hyperparameters)
            Set(name, value, () => SetHyperparameter(state, netuid, name, value));
        for (ushort uid = 0; uid < subnet.Neurons.Length; uid++)
            AddNeuron(state, netuid, uid, subnet.Neurons[uid]);
    }

    private static void AddNeuron(StateOverlay state, ushort netuid, ushort uid, GenesisNeuron neuron)
    {
        var (hotkey, stake) = (neuron.Hotkey.Account, RaoOf(neuron.Stake));
        if (SubtensorStorage.Uids.Contains(state, (netuid, hotkey)))
            throw new LocalnetException($"Hotkey {neuron.Hotkey} stands twice in subnet {netuid} of the genesis.");

        Registration.Own(state, hotkey, neuron.Coldkey.Account);
        NeuronSlots.Assign(state, netuid, uid, hotkey, 0);
        SubtensorStorage.ValidatorPermit.Update(state, netuid, column => column.SetItem(uid, neuron.ValidatorPermit));
        if (stake > 0)
            Staking.Endow(state, hotkey, neuron.Coldkey.Account, netuid, stake);
    }

    private static ulong RaoOf(decimal tao) => tao is >= 0 and <= 18_446_744_073m
        ? Tao.FromTao(tao).Rao
        : throw new LocalnetException($"An amount of 0 to 18446744073 TAO wanted in the genesis; {tao} came.");

    private static void Set(string name, JsonElement value, Action set)
    {
        try
        {
            set();
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException)
        {
            throw new LocalnetException($"A value of the range of {name} wanted in the genesis; {value.GetRawText()} came.", fault);
        }
    }

    private static void SetHyperparameter(StateOverlay state, ushort netuid, string name, JsonElement value)
    {
        switch (Items.GetValueOrDefault(name))
        {
            case SingleMap<ushort, bool> flags:
                flags.Set(state, netuid, value.GetBoolean());
                break;
            case SingleMap<ushort, ushort> shorts:
                shorts.Set(state, netuid, value.GetUInt16());
                break;
            case SingleMap<ushort, uint> words:
                words.Set(state, netuid, value.GetUInt32());
                break;
            case SingleMap<ushort, ulong> longs:
                longs.Set(state, netuid, value.GetUInt64());
                break;
            default:
                throw new LocalnetException($"A subnet's storage item of one number or flag wanted, such as Tempo; '{name}' came.");
        }
    }

    private static void SetParameter(StateOverlay state, string name, JsonElement value)
    {
        switch (Items.GetValueOrDefault(name))
        {
            case StorageValue<byte> bytes:
                bytes.Set(state, value.GetByte());
                break;
            case StorageValue<ushort> shorts:
                shorts.Set(state, value.GetUInt16());
                break;
            case StorageValue<uint> words:
                words.Set(state, value.GetUInt32());
                break;
            case StorageValue<ulong> longs:
                longs.Set(state, value.GetUInt64());
                break;
            default:
                throw new LocalnetException($"A network-wide storage item of one number wanted, such as StakeThreshold; '{name}' came.");
        }
    }
}
