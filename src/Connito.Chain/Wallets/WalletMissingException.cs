namespace Connito.Chain.Wallets;

/// <summary>A key file that is wanted does not exist.</summary>
public sealed class WalletMissingException(string path, string message) : WalletException(path, message);
