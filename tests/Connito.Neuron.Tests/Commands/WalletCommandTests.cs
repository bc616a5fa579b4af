using System.Text.Json;
using Connito.Chain.Crypto;

namespace Connito.Neuron.Tests.Commands;

public sealed class WalletCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_created_wallet_can_be_shown_listed_and_restored_from_its_words()
    {
        var created = await RunAsync("wallet create --wallet.name miner --wallet.hotkey first --no-use-password --json");
        var shown = await RunAsync("wallet show --wallet.name miner --wallet.hotkey first --json");
        var listed = await RunAsync("wallet list --json");

        Assert.Equal(0, created.ExitCode);
        using var restored = Keypair.FromMnemonic(created.Json.GetProperty("hotkeyPhrase").GetString()!);
        Assert.Equal(restored.Hotkey.ToString(), created.Json.GetProperty("hotkey").GetString());
        Assert.Equal(created.Json.GetProperty("coldkey").GetString(), shown.Json.GetProperty("coldkey").GetString());
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("hotkeyPhrase").ValueKind);
        Assert.Equal(created.Json.GetProperty("hotkey").GetString(), listed.Json[0].GetProperty("hotkeys")[0].GetProperty("hotkey").GetString());
    }

    [Fact]
    public async Task A_coldkey_is_written_in_the_clear_only_when_told_so()
    {
        var run = await RunAsync("wallet create");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--no-use-password", run.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_key_is_never_overwritten()
    {
        await RunAsync("wallet create --no-use-password");

        var again = await RunAsync("wallet create --no-use-password");

        Assert.Equal(1, again.ExitCode);
        Assert.Contains("never overwritten", again.Error);
    }

    [Fact]
    public async Task A_hotkey_can_be_added_beside_the_coldkey()
    {
        await RunAsync("wallet create --wallet.hotkey first --no-use-password");
        await RunAsync("wallet create --wallet.hotkey second --hotkey-only");

        var listed = await RunAsync("wallet list --json");

        Assert.Equal(2, listed.Json[0].GetProperty("hotkeys").GetArrayLength());
    }

    [Fact]
    public async Task Development_accounts_come_by_their_uri()
    {
        var run = await RunAsync("wallet create --uri //Alice --no-use-password --json");

        Assert.Equal(FakeSubtensor.Alice.ToString(), run.Json.GetProperty("hotkey").GetString());
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("hotkeyPhrase").ValueKind);
    }

    [Fact]
    public async Task People_see_addresses_and_the_words_once()
    {
        var created = await RunAsync("wallet create --wallet.name miner --no-use-password");
        var listed = await RunAsync("wallet list");

        Assert.Contains("not shown again", created.Output);
        Assert.Contains("miner", listed.Output);
        Assert.Contains("default", listed.Output);
    }

    [Fact]
    public async Task A_wallet_that_is_missing_is_one_line()
    {
        var run = await RunAsync("wallet show");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private Task<CommandRun> RunAsync(string line) => CommandRun.OfAsync($"{line} --wallet.path {_folder.Path}");
}
