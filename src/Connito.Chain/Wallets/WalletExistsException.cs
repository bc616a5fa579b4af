namespace Connito.Chain.Wallets;

/// <summary>A key would have to overwrite a file; Connito never does.</summary>
public sealed class WalletExistsException(string path) : WalletException(
    path, $"{path} exists already, and a key file is never overwritten: choose another name, or move the file away.");
