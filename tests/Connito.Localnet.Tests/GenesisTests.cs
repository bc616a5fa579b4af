using Connito.Localnet.Blocks;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Tests;

public class GenesisTests
{
    [Fact]
    public void A_genesis_survives_its_file()
    {
        var genesis = TestKeys.Genesis();
        var again = Genesis.Parse(genesis.ToJson());
        Assert.Equal(GenesisState.Of(genesis).Root(), GenesisState.Of(again).Root());
        Assert.Equal(genesis.ToJson(), again.ToJson());
    }

    [Fact]
    public void A_file_names_accounts_subnets_and_what_differs_from_the_chain()
    {
        var state = GenesisState.Of(Genesis.Parse("""
            {
              // Comments are welcome.
              "accounts": [{ "account": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", "tao": 12.5 }],
              "parameters": { "StakeThreshold": 7, "MaxSpace": 500 },
              "subnets": [{
                "netuid": 102,
                "owner": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
                "ownerHotkey": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
                "hyperparameters": { "Tempo": 30, "Yuma3On": true },
                "neurons": [{
                  "hotkey": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
                  "coldkey": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
                  "stake": 1.5, "validatorPermit": true
                }]
              }]
            }
            """));

        Assert.Equal(12_500_000_000ul, BalancesPallet.FreeOf(state, TestKeys.Alice.Account));
        Assert.Equal((30, true, 7ul, 500u), (
            SubtensorStorage.Tempo.Get(state, 102), SubtensorStorage.Yuma3On.Get(state, 102),
            SubtensorStorage.StakeThreshold.Get(state), CommitmentsPallet.MaxSpace.Get(state)));
        Assert.Equal(1_500_000_000ul, StakeLedger.WeightOf(state, TestKeys.Alice.Account, 102));
        Assert.True(SubtensorStorage.ValidatorPermit.Get(state, 102)[0]);
    }

    [Fact]
    public void What_a_file_leaves_out_has_its_default()
    {
        var genesis = Genesis.Parse("{}");
        Assert.Equal((true, (ushort)2, 0, 0), (genesis.LoopbackAxons, genesis.LeastTempo, genesis.Accounts.Length, genesis.Parameters.Count));
    }

    [Theory]
    [InlineData("{", "No genesis")]
    [InlineData("""{"unknown":1}""", "unknown")]
    [InlineData("""{"accounts":[{"account":"5Grw","tao":1}]}""", "SS58")]
    [InlineData("""{"accounts":[{"account":"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY","tao":-1}]}""", "TAO wanted")]
    [InlineData("""{"subnets":[{"netuid":1}]}""", "owner")]
    [InlineData("""{"parameters":{"Tempo":1}}""", "'Tempo' came")]
    [InlineData("""{"parameters":{"StakeThreshold":-1}}""", "StakeThreshold")]
    [InlineData("""{"parameters":{"StakeThreshold":"x"}}""", "StakeThreshold")]
    public void What_is_wrong_is_said(string json, string said)
    {
        var fault = Assert.Throws<LocalnetException>(() => GenesisState.Of(Genesis.Parse(json)));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_development_genesis_has_a_subnet_that_works() =>
        Assert.True(SubtensorStorage.NetworksAdded.Get(GenesisState.Of(Genesis.Development()), 1));

    [Theory]
    [InlineData(-1, 1000, 256, 1)]
    [InlineData(0, 5, 256, 1)]
    [InlineData(0, 1000, 1, 0)]
    [InlineData(0, 1000, 256, 256)]
    public void Options_out_of_range_are_refused(int port, int blockTimeMs, int history, int lag) => Assert.Throws<LocalnetException>(() =>
        new LocalnetOptions { Port = port, BlockTime = TimeSpan.FromMilliseconds(blockTimeMs), HistoryBlocks = history, FinalityLag = lag }.Check());
}
