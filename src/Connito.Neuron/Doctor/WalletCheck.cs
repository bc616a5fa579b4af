using Connito.Chain.Wallets;

namespace Connito.Neuron.Doctor;

/// <summary>The wallet that a neuron would sign with, and who else can read it.</summary>
/// <param name="wallet">The wallet that the flags name.</param>
internal sealed class WalletCheck(Wallet wallet) : IDoctorCheck
{
    private const UnixFileMode OthersMode = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <inheritdoc/>
    public string Name => "wallet";

    /// <inheritdoc/>
    public Task<IReadOnlyList<DoctorFinding>> RunAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<DoctorFinding>>([Look()]);

    private DoctorFinding Look()
    {
        try
        {
            using var hotkey = wallet.LoadHotkey();
            var file = Path.Combine(wallet.Path, wallet.Name, "hotkeys", wallet.HotkeyName);
            return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & OthersMode) != 0
                ? DoctorFinding.Warning(Name, $"{hotkey.Hotkey}, but others can read {file}", $"chmod 600 {file}")
                : DoctorFinding.Ok(Name, $"{hotkey.Hotkey} ({wallet})");
        }
        catch (WalletMissingException)
        {
            return DoctorFinding.Warning(
                Name, $"no {wallet}",
                $"connito wallet create --wallet.name {wallet.Name} --wallet.hotkey {wallet.HotkeyName}, or name another wallet by these flags.");
        }
        catch (WalletException failure)
        {
            return DoctorFinding.Failure(Name, failure.Message, "A neuron signs with its hotkey alone, unencrypted: make one with --hotkey-only.");
        }
    }
}
