using Connito.Neuron.Commands;

namespace Connito.Neuron.Tests.Commands;

public class NeuronCommandTests
{
    [Theory]
    [InlineData("miner")]
    [InlineData("validator")]
    public async Task Help_shows_the_flags_of_the_ecosystem(string role)
    {
        var run = await CommandRun.OfAsync($"{role} --help");

        Assert.Equal((int)ExitCode.Ok, run.ExitCode);
        Assert.Contains("--wallet.hotkey", run.Output);
        Assert.Contains("--axon.port", run.Output);
        Assert.DoesNotContain("--demo.strategy", run.Output);
    }

    [Theory]
    [InlineData("miner")]
    [InlineData("validator")]
    public async Task Without_folders_the_usage_is_said(string role)
    {
        var run = await CommandRun.OfAsync(role);

        Assert.Equal((int)ExitCode.Usage, run.ExitCode);
        Assert.Contains("--data", run.Error);
    }

    [Theory]
    [InlineData("miner")]
    [InlineData("validator")]
    public async Task A_folder_without_a_task_is_one_clear_line(string role)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"connito-{Guid.NewGuid():N}");
        try
        {
            var run = await CommandRun.OfAsync($"{role} --subtensor.network local --data {folder} --task {folder}/task --axon.port 0");

            Assert.Equal((int)ExitCode.Failure, run.ExitCode);
            Assert.Contains("cannot be used", run.Error);
            Assert.DoesNotContain("defect", run.Error);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}
