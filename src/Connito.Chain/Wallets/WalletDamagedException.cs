namespace Connito.Chain.Wallets;

/// <summary>A key file is not what a wallet writes, or contradicts itself.</summary>
public sealed class WalletDamagedException(string path, string message) : WalletException(path, message);
