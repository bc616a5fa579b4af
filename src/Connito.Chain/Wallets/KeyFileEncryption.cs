namespace Connito.Chain.Wallets;

/// <summary>The ways in which wallets have encrypted key files; the first bytes tell.</summary>
public enum KeyFileEncryption
{
    /// <summary>None: the file is JSON.</summary>
    None,

    /// <summary>libsodium's secretbox under an argon2i key: what is written today.</summary>
    NaCl,

    /// <summary>Ansible Vault text, of old.</summary>
    AnsibleVault,

    /// <summary>A Fernet token, of old.</summary>
    Fernet,
}
