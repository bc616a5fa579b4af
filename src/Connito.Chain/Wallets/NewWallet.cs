namespace Connito.Chain.Wallets;

/// <summary>A wallet just made, with the phrases its owner must write down; a class, since a record would print them.</summary>
public sealed class NewWallet
{
    internal NewWallet(Wallet wallet, string coldkeyPhrase, string hotkeyPhrase) =>
        (Wallet, ColdkeyPhrase, HotkeyPhrase) = (wallet, coldkeyPhrase, hotkeyPhrase);

    /// <summary>Where the keys are.</summary>
    public Wallet Wallet { get; }

    /// <summary>Restores the coldkey. A secret: show it once, and never log it.</summary>
    public string ColdkeyPhrase { get; }

    /// <summary>Restores the hotkey. A secret: show it once, and never log it.</summary>
    public string HotkeyPhrase { get; }
}
