using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Tests.Transport;

public class AxonLocationTests
{
    [Fact]
    public void Uids_are_written_as_far_as_they_fit_and_read_back()
    {
        var uids = Enumerable.Range(100, 20).Select(uid => new Uid((ushort)uid)).ToImmutableArray();
        string text = new AxonLocation(uids).ToText(32);
        Assert.Equal("axon/100,101,102,103,104,105,106", text);
        Assert.InRange(text.Length, 1, 32);
        Assert.True(AxonLocation.TryParse(text, out var location));
        Assert.Equal(uids[..7], location.Uids);
    }

    [Theory]
    [InlineData("axon/")]
    [InlineData("axon/-1")]
    [InlineData("axon/1,")]
    [InlineData("axon/65536")]
    [InlineData("axon/ 1")]
    [InlineData("owner/co")]
    public void Anything_else_names_no_axon(string text) => Assert.False(AxonLocation.TryParse(text, out _));

    [Theory]
    [InlineData("model_expgroup_0.safetensors", true)]
    [InlineData("outer_momentum_expgroup_12.safetensors", true)]
    [InlineData("model_shared.safetensors", true)]
    [InlineData("model_shared.safetensors\n", false)]
    [InlineData("../model_shared.safetensors", false)]
    [InlineData("model_expgroup_.safetensors", false)]
    [InlineData("model_expgroup_0.pt", false)]
    [InlineData(null, false)]
    public void Names_of_files_are_few(string? name, bool valid) => Assert.Equal(valid, CheckpointFileName.IsValid(name));
}
