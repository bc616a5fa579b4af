namespace Connito.Chain.Primitives;

/// <summary>The key that owns a neuron's hotkeys and funds; a running neuron never loads its secret. Prints as SS58.</summary>
public readonly record struct Coldkey(AccountId Account) : IComparable<Coldkey>
{
    /// <summary>Reads an SS58 address with prefix 42.</summary>
    /// <exception cref="Crypto.Ss58FormatException">The text is not such an address; the message says why.</exception>
    public static Coldkey Parse(string ss58) => new(AccountId.Parse(ss58));

    /// <summary>Reads an SS58 address with prefix 42; false for anything else.</summary>
    public static bool TryParse(string? ss58, out Coldkey coldkey)
    {
        var parsed = AccountId.TryParse(ss58, out var account);
        coldkey = new Coldkey(account);
        return parsed;
    }

    /// <summary>Orders by the raw bytes, as the chain does.</summary>
    public int CompareTo(Coldkey other) => Account.CompareTo(other.Account);

    /// <summary>The SS58 address, prefix 42.</summary>
    public override string ToString() => Account.ToString();
}
