using Connito.Training.Experts;

namespace Connito.Training.Tests.Experts;

public sealed class ParameterNameTests
{
    [Theory]
    [InlineData("model.layers.1.mlp.experts.12.gate_up_proj", 1, 12)]
    [InlineData("model.layers.26.mlp.experts.0.down_proj", 26, 0)]
    [InlineData("_orig_mod.model.layers.3.mlp.experts.7.down_proj.weight", 3, 7)]
    [InlineData("layers.3.mlp.experts.7", 3, 7)]
    public void A_routed_expert_is_known_by_its_name(string name, int layer, int expert)
    {
        Assert.True(ParameterName.TryGetExpert(name, out var id));
        Assert.Equal(new ExpertId(layer, expert), id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("model.embed_tokens.weight")]
    [InlineData("model.layers.1.mlp.gate.weight")]
    [InlineData("model.layers.1.mlp.shared_experts.gate_proj.weight")]
    [InlineData("model.layers.1.mlp.experts.gate_up_proj")]
    [InlineData("model.layers.1.self_attn.mlp.experts.3.down_proj")]
    [InlineData("model.layers.9999999999.mlp.experts.3.down_proj")]
    [InlineData("model.layers.1.mlp.experts.٣.down_proj")]
    public void Anything_else_is_shared(string? name) => Assert.False(ParameterName.TryGetExpert(name, out _));

    [Fact]
    public void Names_that_are_made_are_known_again()
    {
        var expert = new ExpertId(4, 19);
        Assert.Equal("model.layers.4.mlp.experts.19.gate_up_proj", ParameterName.GateUp(expert));
        Assert.Equal("model.layers.4.mlp.experts.19.down_proj", ParameterName.Down(expert));
        Assert.True(ParameterName.TryGetExpert(ParameterName.Down(expert), out var read));
        Assert.Equal(expert, read);
    }
}
