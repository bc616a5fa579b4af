namespace Connito.Chain.Wallets;

/// <summary>A key file is encrypted, and its secret is wanted.</summary>
/// <param name="path">The file.</param>
/// <param name="encryption">How it is encrypted.</param>
public sealed class WalletEncryptedException(string path, KeyFileEncryption encryption) : WalletException(
    path,
    $"{path} is encrypted ({encryption}), and Connito opens unencrypted key files only: take this step with btcli, which asks for the password.")
{
    /// <summary>How the file is encrypted.</summary>
    public KeyFileEncryption Encryption { get; } = encryption;
}
