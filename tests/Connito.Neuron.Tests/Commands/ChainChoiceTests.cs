using Connito.Neuron.Commands;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Tests.Commands;

public class ChainChoiceTests
{
    [Theory]
    [InlineData("finney", "wss://entrypoint-finney.opentensor.ai/")]
    [InlineData("archive", "wss://archive.chain.opentensor.ai/")]
    [InlineData("local", "ws://127.0.0.1:9944/")]
    [InlineData("ws://10.0.0.5:9944", "ws://10.0.0.5:9944/")]
    public void A_network_has_its_endpoint(string network, string endpoint) =>
        Assert.Equal(endpoint, Of(network).Endpoint.ToString());

    [Fact]
    public void An_endpoint_takes_the_networks_place_and_keeps_its_profile()
    {
        var choice = Of("local", endpoint: "ws://127.0.0.1:9945");

        Assert.Equal(9945, choice.Endpoint.Port);
        Assert.Equal("local", choice.Profile?.Name);
    }

    [Fact]
    public void A_neuron_chooses_among_the_networks_nodes_unless_one_is_named()
    {
        Assert.Null(Of("finney").Node);
        Assert.NotNull(Of("archive").Node);
        Assert.NotNull(Of("finney", endpoint: "wss://entrypoint-finney.opentensor.ai:443").Node);
    }

    [Fact]
    public void The_sdks_variable_moves_the_local_network_only()
    {
        static string? Moved(string name) => name == ChainChoice.LocalVariable ? "ws://10.0.0.9:9944" : null;

        Assert.Equal("10.0.0.9", ChainChoice.Of("local", null, null, Moved).Endpoint.Host);
        Assert.Equal("entrypoint-finney.opentensor.ai", ChainChoice.Of("finney", null, null, Moved).Endpoint.Host);
    }

    [Fact]
    public void The_subnet_is_the_networks_own_unless_named()
    {
        Assert.Equal(102, Of("finney").Netuid.Value);
        Assert.Equal(7, Of("finney", netuid: 7).Netuid.Value);
    }

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("127.0.0.1:9944")]
    public void What_is_no_websocket_is_refused(string endpoint) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandException>(() => Of("finney", endpoint)).ExitCode);

    [Fact]
    public void An_unknown_network_names_the_known_ones() =>
        Assert.Contains("finney", Assert.Throws<NetworkProfileException>(() => Of("finnney")).Message);

    private static ChainChoice Of(string network, string? endpoint = null, ushort? netuid = null) =>
        ChainChoice.Of(network, endpoint, netuid, _ => null);
}
