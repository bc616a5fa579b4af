using Connito.Neuron.Tests.Commands;

namespace Connito.Neuron.Tests.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Warnings_end_0_and_each_says_what_to_do()
    {
        var run = await CommandRun.OfAsync($"doctor --json --wallet.path {_folder.Path}", new FakeSubtensor());

        var findings = run.Json.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(findings, finding => finding.GetProperty("status").GetString() == "Failure");
        Assert.All(
            findings.Where(finding => finding.GetProperty("status").GetString() == "Warning"),
            finding => Assert.NotEmpty(finding.GetProperty("remedy").GetString()!));
        Assert.Contains(findings, finding => finding.GetProperty("check").GetString() == "torch");
    }

    [Fact]
    public async Task An_unreachable_chain_is_a_failure_and_ends_1()
    {
        var run = await CommandRun.OfAsync($"doctor --wallet.path {_folder.Path}", new FakeSubtensor { IsUnreachable = true });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("failure  chain", run.Output);
        Assert.Contains("connito localnet", run.Output);
    }
}
