using System.Text.Json;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Chain.Wallets;

namespace Connito.Neuron.Tests.Commands;

public sealed class RegisterCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RegisterCommandTests()
    {
        using var bob = Keypair.FromUri("//Bob");
        var wallet = new Wallet(_folder.Path, "default", "default");
        wallet.AddColdkey(bob, new ColdkeyProtection.Unencrypted());
        wallet.AddHotkey(bob);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_registration_answers_with_the_slot_and_what_it_cost()
    {
        var subtensor = new FakeSubtensor();

        var run = await RunAsync("--yes --json", subtensor);

        Assert.Equal((0, 1), (run.ExitCode, subtensor.Registrations));
        Assert.Equal((1, 0.5m), (run.Json.GetProperty("uid").GetInt32(), run.Json.GetProperty("cost").GetDecimal()));
        Assert.True(subtensor.IsDisposed);
    }

    [Fact]
    public async Task A_registered_hotkey_pays_nothing_again()
    {
        var subtensor = new FakeSubtensor();
        await RunAsync("--yes", subtensor);

        var again = await RunAsync("--yes --json", subtensor);

        Assert.Equal((0, 1), (again.ExitCode, subtensor.Registrations));
        Assert.Equal(JsonValueKind.Null, again.Json.GetProperty("cost").ValueKind);
    }

    [Theory]
    [InlineData("", 10, 2, "--yes")]
    [InlineData("--yes --max-cost 0.4", 10, 1, "--max-cost allows 0.4")]
    [InlineData("--yes", 0.1, 1, "has 0.100000000 TAO")]
    public async Task Nothing_is_submitted_without_consent_or_funds(string flags, double balance, int exitCode, string reason)
    {
        var subtensor = new FakeSubtensor { Balance = Tao.FromTao((decimal)balance) };

        var run = await RunAsync(flags, subtensor);

        Assert.Equal((exitCode, 0), (run.ExitCode, subtensor.Registrations));
        Assert.Contains(reason, run.Error);
    }

    [Fact]
    public async Task A_failed_extrinsic_is_told_by_the_chains_name_for_it()
    {
        var failed = new ExtrinsicOutcome.Failed("SubtensorModule.TooManyRegistrationsThisBlock", "Try again.", default, new BlockNumber(101));

        var run = await RunAsync("--yes", new FakeSubtensor { Outcome = failed });

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("SubtensorModule.TooManyRegistrationsThisBlock", run.Error);
    }

    private Task<CommandRun> RunAsync(string flags, FakeSubtensor subtensor) =>
        CommandRun.OfAsync($"register --wallet.path {_folder.Path} {flags}", subtensor);
}
