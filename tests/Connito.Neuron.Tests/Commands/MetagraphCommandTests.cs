namespace Connito.Neuron.Tests.Commands;

public class MetagraphCommandTests
{
    [Fact]
    public async Task Programs_read_numbers_and_addresses()
    {
        var run = await CommandRun.OfAsync("metagraph --json", new FakeSubtensor());

        var neuron = run.Json.GetProperty("neurons")[0];
        Assert.Equal((102, 100), (run.Json.GetProperty("netuid").GetInt32(), run.Json.GetProperty("block").GetInt32()));
        Assert.Equal(1234.5m, neuron.GetProperty("stake").GetDecimal());
        Assert.Equal("192.0.2.7:8091", neuron.GetProperty("axon").GetString());
        Assert.Equal(FakeSubtensor.Alice.ToString(), neuron.GetProperty("hotkey").GetString());
    }

    [Fact]
    public async Task People_read_a_row_a_neuron_that_is_never_wrapped()
    {
        var run = await CommandRun.OfAsync("metagraph", new FakeSubtensor());

        var row = Assert.Single(run.Output.Split('\n'), line => line.Contains(FakeSubtensor.Alice.ToString()));
        Assert.Contains("1234.5", row);
        Assert.Contains("validator", row);
        Assert.Contains("block 100: 1 neurons", run.Output);
    }
}
