using Connito.Chain.Wallets;

namespace Connito.Neuron.Commands;

/// <summary>The answer of <c>connito wallet create --json</c>. Phrases are secrets; null where none was made.</summary>
internal sealed record CreatedWallet(string Name, string HotkeyName, string Folder, string? Coldkey, string Hotkey)
{
    /// <summary>Restores the coldkey.</summary>
    public string? ColdkeyPhrase { get; init; }

    /// <summary>Restores the hotkey.</summary>
    public string? HotkeyPhrase { get; init; }

    /// <summary>The addresses of a wallet whose hotkey exists.</summary>
    public static CreatedWallet Of(Wallet wallet) => new(
        wallet.Name, wallet.HotkeyName, Path.Combine(wallet.Path, wallet.Name), ColdkeyOrNull(wallet), wallet.LoadHotkeyPublic().ToString());

    private static string? ColdkeyOrNull(Wallet wallet)
    {
        try
        {
            return wallet.LoadColdkeyPublic().ToString();
        }
        catch (WalletException)
        {
            return null;
        }
    }
}
