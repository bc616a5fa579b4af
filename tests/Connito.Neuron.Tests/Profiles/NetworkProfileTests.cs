using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;
using Connito.Neuron.Tests.Support;

namespace Connito.Neuron.Tests.Profiles;

public class NetworkProfileTests
{
    [Theory]
    [InlineData("finney", 500)]
    [InlineData("test", 500)]
    public void A_shipped_profile_has_the_networks_phases(string name, uint cycle)
    {
        var profile = NetworkProfile.Load(name);
        Assert.Equal(name, profile.Name);
        Assert.Equal(102, profile.Netuid);
        Assert.Equal(cycle, profile.ToSchedule().LengthBlocks);
        Assert.Equal(128, profile.Limits.PayloadBytes);
        Assert.Equal((0.7, 0.9), (profile.Merge.OuterLearningRate, profile.Merge.Momentum));
    }

    [Fact]
    public void The_local_profile_is_short() => Assert.True(TestProfile.Local.ToSchedule().LengthBlocks < 100);

    [Fact]
    public void An_unknown_name_tells_the_known_ones()
    {
        var failure = Assert.Throws<NetworkProfileException>(() => NetworkProfile.Load("lokal"));
        Assert.Contains("finney, local, test", failure.Message);
    }

    [Theory]
    [InlineData("\"netuid\": 102", "\"netuid\": 102, \"netuidd\": 1", "netuidd")]
    [InlineData("\"netuid\": 102", "\"netuid\": -1", "netuid")]
    [InlineData("\"Distribute\"", "\"Train\"", "phases: Distribute, Train, MinerCommit1")]
    [InlineData("\"blocks\": 24", "\"blocks\": 0", "phases.Train.blocks: 1 to 100000 wanted, '0' came")]
    [InlineData("ws://127.0.0.1:9944", "http://127.0.0.1:9944", "chain.endpoints")]
    [InlineData("\"payloadBytes\": 128", "\"payloadBytes\": 129", "limits.payloadBytes: 64 to 128 wanted, '129' came")]
    [InlineData("\"marginBlocks\": 4", "\"marginBlocks\": 24", "training.marginBlocks")]
    [InlineData("\"confidence\": 0.95", "\"confidence\": 1", "evaluation.confidence")]
    [InlineData("\"momentum\": 0.9", "\"momentum\": 1", "merge.momentum")]
    [InlineData("\"validatorWhitelist\": []", "\"validatorWhitelist\": [\"nobody\"]", "wire.validatorWhitelist: SS58 addresses wanted, 'nobody' came")]
    public void A_wrong_value_is_named(string was, string becomes, string named)
    {
        using var folder = new TemporaryFolder();
        string json = File.ReadAllText(Path.Combine(NetworkProfile.DefaultFolder, "local.json"));
        Assert.Contains(was, json);
        string path = folder.Sub("broken.json");
        File.WriteAllText(path, json.Replace(was, becomes));

        Assert.Contains(named, Assert.Throws<NetworkProfileException>(() => NetworkProfile.Load(path)).Message);
    }

    [Fact]
    public void Phases_stand_in_the_order_of_the_protocol() =>
        Assert.Equal(Enum.GetValues<CyclePhase>(), TestProfile.Local.Phases.Select(phase => phase.Name));
}
