using System.Text;
using Connito.Training.Model;

namespace Connito.Training.Tests.Model;

public class ModelConfigurationTests
{
    [Fact]
    public void A_hub_configuration_is_read_and_written_again()
    {
        var configuration = ReferenceModel.Configuration("yarn-plain-scale");

        Assert.Equal(64, configuration.HiddenSize);
        Assert.Equal(40, configuration.RopeScaling!.Factor);
        Assert.Equal(0.707, configuration.RopeScaling.MscaleAllDim);
        Assert.Equal([false, true, true, true], Enumerable.Range(0, 4).Select(configuration.IsMoe));
        Assert.Equal(configuration, ModelConfiguration.Parse(configuration.ToJson()));
    }

    [Theory]
    [InlineData("\"hidden_size\": 64", "\"hidden_size\": 0", "hidden_size should be a positive number and is 0.")]
    [InlineData("\"model_type\": \"deepseek_v2\"", "\"model_type\": \"llama\"", "model_type should be deepseek_v2 and is llama.")]
    [InlineData("\"num_experts_per_tok\": 4", "\"num_experts_per_tok\": 17", "num_experts_per_tok should be at most n_routed_experts (16) and is 17.")]
    [InlineData("\"topk_method\": \"greedy\"", "\"topk_method\": \"noaux_tc\"", "topk_method should be greedy or group_limited_greedy and is noaux_tc.")]
    [InlineData("\"rope_scaling\": null", "\"rope_scaling\": {\"type\": \"linear\"}", "rope_scaling.type should be yarn and is linear.")]
    [InlineData("\"qk_rope_head_dim\": 8", "\"qk_rope_head_dim\": 7", "qk_rope_head_dim should be even, since pairs rotate and is 7.")]
    public void A_model_that_is_not_built_here_is_named_by_its_key(string was, string becomes, string message)
    {
        var json = File.ReadAllText(ReferenceModel.PathOf("config.json"));
        Assert.Contains(was, json, StringComparison.Ordinal);

        var problem = Assert.Throws<TrainingException>(() => ModelConfiguration.Parse(Encoding.UTF8.GetBytes(json.Replace(was, becomes))));

        Assert.Equal(message, problem.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"hidden_size\": \"wide\"}")]
    public void What_is_no_configuration_is_refused(string json) =>
        Assert.Throws<TrainingException>(() => ModelConfiguration.Parse(Encoding.UTF8.GetBytes(json)));
}
