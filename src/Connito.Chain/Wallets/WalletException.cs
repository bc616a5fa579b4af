using Connito.Chain.Primitives;

namespace Connito.Chain.Wallets;

/// <summary>A wallet cannot be used as it is; the message names the file and the remedy.</summary>
public class WalletException(string path, string message) : ChainException(message)
{
    /// <summary>The file or folder at fault.</summary>
    public string Path { get; } = path;
}
