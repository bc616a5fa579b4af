namespace Connito.Chain.Crypto;

/// <summary>A signature scheme the chain accepts.</summary>
public enum KeyScheme
{
    /// <summary>Schnorr signatures over ristretto255; what Bittensor's keys are by default.</summary>
    Sr25519,

    /// <summary>RFC 8032.</summary>
    Ed25519,
}
