namespace Connito.Chain.Wallets;

/// <summary>How a coldkey's secret is kept on disk; there is no default, so that none is written in the clear by oversight.</summary>
public abstract record ColdkeyProtection
{
    private ColdkeyProtection()
    {
    }

    /// <summary>In the clear, for networks whose currency is worth nothing: whoever reads the file owns the funds.</summary>
    public sealed record Unencrypted : ColdkeyProtection;
}
