namespace Connito.Neuron.Tests.Commands;

public class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("wallet")]
    public async Task A_line_that_ends_before_a_command_shows_what_can_follow(string line)
    {
        var run = await CommandRun.OfAsync(line);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Commands:", run.Output);
    }

    [Theory]
    [InlineData("mine")]
    [InlineData("metagraph --netuid many")]
    [InlineData("metagraph --no-such-flag")]
    [InlineData("wallet create extra")]
    public async Task What_is_not_understood_ends_2_with_the_way_to_the_help(string line)
    {
        var run = await CommandRun.OfAsync(line);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), text => Assert.StartsWith("connito: ", text));
        Assert.Contains("--help' shows what is wanted.", run.Error);
    }

    [Theory]
    [InlineData("wallet create")]
    [InlineData("wallet list")]
    [InlineData("wallet show")]
    [InlineData("register")]
    [InlineData("metagraph")]
    [InlineData("localnet")]
    [InlineData("doctor")]
    public async Task Help_ends_0_and_closes_with_examples_of_that_command(string command)
    {
        var run = await CommandRun.OfAsync($"{command} --help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:", run.Output);
        Assert.Contains($"  connito {command}", run.Output);
    }

    [Fact]
    public async Task An_expected_failure_is_one_line_without_a_stack_trace()
    {
        var run = await CommandRun.OfAsync("metagraph --netuid 7", new FakeSubtensor());

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("connito: Subnet 7 does not exist.", run.Error.TrimEnd());
    }

    [Fact]
    public async Task Debug_logging_shows_where_an_error_comes_from()
    {
        var run = await CommandRun.OfAsync("metagraph --netuid 7 --logging.debug", new FakeSubtensor());

        Assert.Contains("at Connito.", run.Error);
    }

    [Fact]
    public async Task A_defect_says_that_it_is_one()
    {
        var run = await CommandRun.OfAsync("metagraph");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("unexpected InvalidOperationException", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task Cancellation_ends_a_command_with_a_line()
    {
        var run = await CommandRun.OfAsync("metagraph", new FakeSubtensor(), new CancellationToken(canceled: true));

        Assert.Equal((1, "connito: cancelled."), (run.ExitCode, run.Error.TrimEnd()));
    }
}
