using Connito.Chain.Crypto;
using Connito.Chain.Wallets;
using Connito.Neuron.Doctor;
using Connito.Neuron.Tests.Commands;

namespace Connito.Neuron.Tests.Doctor;

public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.5, "Failure")]
    [InlineData(20, "Warning")]
    [InlineData(80, "Ok")]
    public async Task Free_disk_decides(double gibibytes, string status)
    {
        var finding = await RunAsync(new DiskCheck(Path.Combine(_folder.Path, "not", "yet"), _ => (long)(gibibytes * (1L << 30))));

        Assert.Equal(status, finding.Status.ToString());
        Assert.Contains($"GiB free at {_folder.Path}", finding.Found);
    }

    [Fact]
    public async Task A_runtime_without_the_sdk_is_a_warning() =>
        Assert.Equal(DoctorStatus.Warning, (await RunAsync(new SdkCheck(Path.Combine(_folder.Path, "shared", "Microsoft.NETCore.App", "10.0.0")))).Status);

    [Fact]
    public async Task A_missing_wallet_is_a_warning_that_says_how_to_make_one()
    {
        var finding = await RunAsync(new WalletCheck(new Wallet(_folder.Path, "miner", "first")));

        Assert.Equal(DoctorStatus.Warning, finding.Status);
        Assert.Contains("connito wallet create --wallet.name miner --wallet.hotkey first", finding.Remedy);
    }

    [Fact]
    public async Task A_hotkey_that_others_can_read_is_a_warning()
    {
        var wallet = new Wallet(_folder.Path, "miner", "first");
        wallet.AddHotkey(Mnemonic.Generate());
        Assert.Equal(DoctorStatus.Ok, (await RunAsync(new WalletCheck(wallet))).Status);

        if (OperatingSystem.IsWindows())
            return; // It has no file modes.
        File.SetUnixFileMode(Path.Combine(_folder.Path, "miner", "hotkeys", "first"), (UnixFileMode)0b110_100_100);

        Assert.Equal(DoctorStatus.Warning, (await RunAsync(new WalletCheck(wallet))).Status);
    }

    [Fact]
    public async Task A_damaged_hotkey_is_a_failure()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "miner", "hotkeys"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "miner", "hotkeys", "first"), "no key");

        Assert.Equal(DoctorStatus.Failure, (await RunAsync(new WalletCheck(new Wallet(_folder.Path, "miner", "first")))).Status);
    }

    private static async Task<DoctorFinding> RunAsync(IDoctorCheck check) => Assert.Single(await check.RunAsync(CancellationToken.None));
}
