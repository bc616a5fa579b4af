using Connito.Neuron.Commands;

namespace Connito.Neuron.Tests.Commands;

public sealed class LocalnetCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_chain_says_where_it_is_answers_there_and_ends_0_when_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        var services = CommandServices.OfProcess() with { Terminal = new Terminal(TextWriter.Synchronized(output), TextWriter.Null, isInteractive: false) };
        var running = CommandLine.RunAsync(["localnet", "--port", "0", "--block-time", "50ms", "--json"], services, stop.Token);
        while (output.ToString().Length == 0 && !running.IsCompleted)
            await Task.Delay(20);

        var endpoint = new CommandRun(0, output.ToString(), "").Json.GetProperty("endpoint").GetString()!;
        using var answer = new StringWriter();
        var asked = await CommandLine.RunAsync(
            ["metagraph", "--netuid", "1", "--subtensor.chain_endpoint", endpoint, "--json"],
            services with { Terminal = new Terminal(answer, TextWriter.Null, isInteractive: false) });
        await stop.CancelAsync();

        Assert.Equal((0, 0), (asked, await running));
        Assert.Equal(
            FakeSubtensor.Alice.ToString(), new CommandRun(0, answer.ToString(), "").Json.GetProperty("neurons")[0].GetProperty("hotkey").GetString());
    }

    [Theory]
    [InlineData("--block-time soon", 2, "'soon' is no duration")]
    [InlineData("--port 70000", 1, "70000")]
    [InlineData("--genesis no-such-file.json", 1, "no-such-file.json")]
    public async Task What_cannot_be_is_one_line(string flags, int exitCode, string reason)
    {
        var run = await CommandRun.OfAsync($"localnet {flags}");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(reason, run.Error);
    }
}
